package dev.moonsim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import apps.mains.Hello;
import apps.mains.NoArguments;
import apps.process.Escapes;
import apps.process.Exit;
import apps.statics.Reflected;
import apps.threads.ClassInit;
import apps.threads.ClassInitWait;
import apps.threads.Deadlock;
import apps.threads.Everything;
import apps.threads.LostUpdate;
import apps.threads.Spin;
import apps.threads.StackTraces;
import apps.time.Indirect;
import apps.time.Sleepers;
import dev.moonsim.e2e.Moonsim.Run;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs about threads, clocks and the end of a process, each run as a service of its own. */
class KernelTest {

    @Test
    void aDayOfSleepInAHundredThreadsIsExact() {
        Run run = Moonsim.program(Sleepers.class).seed(1).run().passed();
        assertEquals("passed: 100 threads slept PT24H\n", run.out());
        assertEquals(86_400_000_000_000L, Long.parseLong(run.field("virtualNanos")));
        // The promise is 2 s; the margin is for a machine that does other things too.
        assertTrue(Long.parseLong(run.field("wallMillis")) < 10_000, run.field("wallMillis"));
    }

    @Test
    void stackTracesReadAsOnThePlainJvm() {
        String plain = Moonsim.program(StackTraces.class).plain().run().exits(0).out();
        assertEquals(plain, Moonsim.program(StackTraces.class).seed(1).run().passed().out());
    }

    @Test
    void reflectionShowsClassesAsTheyWereWritten() {
        String plain = Moonsim.program(Reflected.class).plain().run().exits(0).out();
        assertEquals(plain, Moonsim.program(Reflected.class).seed(1).jvm("-Dmoonsim.repeat=2").run().passed().out()
                .substring(plain.length()));
    }

    @Test
    void everyWayToRunAndToWaitWorks() {
        String expected = """
                pool 4950
                scheduled done
                forkjoin 200
                streams 59985 124750
                futures 7 50 any
                timer done
                waitnotify 012012012012012012012012012012
                contention 400
                locks 20
                barriers 2
                queues 1324
                virtual 1000 v-1
                subclass 42
                identity 7 named
                locals 1 from main, changed before start
                interrupts [sleep false, wait, park true false, await false]
                handlers [t1 own, default t2 other]
                park done
                stacks done
                groups main made-0
                end
                hook ran
                """;
        for (int seed = 1; seed <= 3; seed++) {
            assertEquals(expected, Moonsim.program(Everything.class).seed(seed).run().passed().out());
        }
    }

    @Test
    void tasksThatBlockInStaticInitialisersWakeOnTime() {
        Run run = Moonsim.program(ClassInit.class).seed(1).run().passed();
        assertEquals("""
                five 5000
                one and one 2000
                tick a 1 700
                tick a 2 1400
                tick a 3 2100
                tick a 4 2800
                tick a 5 3500
                tick a 6 4200
                tick b 1 900
                tick b 2 1800
                tick b 3 2700
                tick b 4 3600
                tick b 5 4500
                tick b 6 5400
                tick c 1 1100
                tick c 2 2200
                tick c 3 3300
                tick c 4 4400
                tick c 5 5500
                tick c 6 6600
                two 2000
                """, run.out());
    }

    @Test
    void tasksThatWaitForAnotherTasksClassInitialisationGoOnWhenItIsDone() {
        assertEquals("passed after 3 s\n", Moonsim.program(ClassInitWait.class).seed(1).run().passed().out());
    }

    @Test
    void busyWaitingEnds() {
        assertEquals("volatile field\nonSpinWait\nyield\nnanoTime\ncurrentTimeMillis\nturns 202\n",
                Moonsim.program(Spin.class).seed(1).run().passed().out());
    }

    @Test
    void clocksReadByReflectionAndHandlesAreVirtualToo() {
        Run run = Moonsim.program(Indirect.class, "0").seed(1).run().passed();
        assertTrue(run.out().startsWith("passed: hash "), run.out());
    }

    @Test
    void aDeadlockIsReportedWithAllStacks() {
        Run run = Moonsim.program(Deadlock.class).seed(1).run().exits(1);
        assertEquals("deadlock", run.field("what"));
        String stack = run.field("stack");
        assertTrue(stack.contains("left-first") && stack.contains("right-first"), stack);
        assertTrue(stack.contains("Deadlock.lock(Deadlock.java:27)"), stack);
    }

    @Test
    void theSeedDecidesAboutARace() {
        Set<String> counts = new TreeSet<>();
        for (int seed = 1; seed <= 20 && counts.size() < 3; seed++) {
            counts.add(Moonsim.program(LostUpdate.class).seed(seed).run().out());
        }
        assertTrue(counts.size() >= 3, counts.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "return,                0, main return|hook",
        "exit 3,                1, main exit|hook",
        "exit 0,                0, main exit|hook",
        "halt 4,                1, main halt",
        "halt 0,                0, main halt",
        "exit-in-thread 5,      1, main exit-in-thread|hook",
        "exit-in-finally 6,     1, main exit-in-finally|hook",
        "daemon,                0, main daemon|hook",
        "late,                  0, main late|an hour later|hook",
    })
    void theProcessEndsAsOnThePlainJvm(String arguments, int exit, String out) {
        Run run = Moonsim.program(Exit.class, arguments.split(" ")).seed(1).run().exits(exit);
        assertEquals(out.replace('|', '\n') + "\n", run.out());
    }

    @Test
    void anUncaughtExceptionOfMainIsAFailure() {
        Run run = Moonsim.program(Exit.class, "throw").seed(1).run().exits(1);
        assertEquals("uncaught exception", run.field("what"));
        assertEquals("java.lang.IllegalStateException: thrown from main", run.field("message"));
        assertEquals("main", run.field("task"));
    }

    @Test
    void anUncaughtExceptionOfAThreadIsAFailure() {
        Run run = Moonsim.program(Exit.class, "throw-in-thread").seed(1).run().exits(1);
        assertEquals("java.lang.IllegalStateException: thrown from a thread", run.field("message"));
        assertEquals("worker", run.field("task"));
    }

    @Test
    void aServiceRunsUntilTheBudgetIsUsedUp() {
        Run run = Moonsim.program(Exit.class, "forever").seed(1).jvm("-Dmoonsim.budget=90s").run().passed();
        assertEquals("90000000000", run.field("virtualNanos"));
        assertEquals("budget", run.field("ended"));
    }

    @ParameterizedTest
    @CsvSource({"PackagePrivate, package private 0", "Instance, instance", "Inherited, instance"})
    void mainMayHaveAllFormsOfJava25(String name, String out) {
        assertEquals(out + "\n", Moonsim.main("apps.mains." + name).seed(1).run().passed().out());
    }

    @Test
    void mainMayHaveNoArguments() {
        assertEquals("no arguments\n", Moonsim.program(NoArguments.class).seed(1).run().passed().out());
    }

    @Test
    void argumentsReachTheProgramUnchanged() {
        assertEquals("hello a b  c \n", Moonsim.program(Hello.class, "a", "b ", "c", "").seed(1).run().passed().out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"process", "exec", "library"})
    void whatIsNotSimulatedIsRefusedByName(String way) {
        Run run = Moonsim.program(Escapes.class, way).seed(1).run();
        assertTrue(run.exit() == 1 || run.exit() == 3, run.toString());
        String name = switch (way) {
            case "library" -> "libnone.so";
            default -> "ProcessBuilder";
        };
        assertTrue(run.field("message").contains(name), run.toString());
        String escapes = run.report().substring(run.report().indexOf("\"escapes\""), run.report().indexOf("\"exitCode\""));
        assertTrue(escapes.contains(name), run.toString());
    }
}
