package dev.moonsim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import apps.process.Prints;
import apps.threads.Verdicts;
import dev.moonsim.e2e.Moonsim.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run that comes to no good end is called, and whom the report names. */
class VerdictTest {

    private static Run fails(String way, String... options) {
        return Moonsim.program(Verdicts.class, way).seed(1).jvm("-Dmoonsim.table=off").jvm(options).run().exits(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "philosophers | \"philosopher-0\" waits for ReentrantLock#1, held by \"philosopher-1\"; \"philosopher-1\" waits for"
                + " ReentrantLock#2, held by \"philosopher-2\"; \"philosopher-2\" waits for ReentrantLock#3, held by \"philosopher-0\"",
        "mixed        | \"monitor-first\" waits for ReentrantLock#1, held by \"lock-first\"; \"lock-first\" waits for the monitor"
                + " of Object#1, held by \"monitor-first\"",
        "upgrade      | \"upgrader\" waits for the write lock of ReentrantReadWriteLock#1, held by itself",
        "join         | \"joins itself\" waits for the end of \"joins itself\"",
        "starved      | \"pool-1-thread-1\" waits for the result of FutureTask#1, queued for a pool in which it runs itself",
        "lock lost    | \"main\" waits for ReentrantLock#1, held by \"forgetful\", which has ended",
    })
    void aDeadlockNamesItsCircle(String way, String message) {
        Run run = fails(way);
        assertEquals("deadlock", run.field("what"));
        assertEquals(message, run.field("message").replace("\\\"", "\""));
    }

    @Test
    void twoClassesThatInitialiseEachOtherAreADeadlock() {
        Run run = fails("classes");
        assertEquals("deadlock", run.field("what"));
        assertTrue(run.field("message").contains("the initialisation of class apps.threads.Verdicts$Right by task"), run.toString());
    }

    @Test
    void tasksThatOnlyWaitBehindTheCircleComeAfterIt() {
        String stack = fails("philosophers").field("stack");
        assertTrue(stack.indexOf("waiting behind them") > stack.indexOf("philosopher-2"), stack);
        assertTrue(stack.indexOf("guest") > stack.indexOf("waiting behind them"), stack);
        assertTrue(stack.contains("holds ReentrantLock#3"), stack);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "wait      | \"main\" waits for a notification of Object#1",
        "condition | \"main\" waits for a signal of a condition of ReentrantLock#1 (in ConditionObject.await)",
        "latch     | \"main\" waits for CountDownLatch#1 (in CountDownLatch.await)",
        "nested    | \"waiter\" waits for a notification of Object#1",
    })
    void aWaitThatNobodyCanEndIsALostWakeUp(String way, String who) {
        Run run = fails(way);
        assertEquals("lost wake-up", run.field("what"));
        assertEquals("nobody is left to wake the task that waits: " + who, run.field("message").replace("\\\"", "\""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "long wait | \"main\" waits for a notification of Object#1",
        "long get  | \"main\" waits for CompletableFuture#1 (in CompletableFuture.get)",
        "long park | \"main\" waits for an unpark",
        "long lock | \"keeps the lock\" waits for CountDownLatch#1 (in CountDownLatch.await)",
    })
    void aTimeOutInAThousandDaysIsNone(String way, String who) {
        Run run = fails(way);
        assertEquals("lost wake-up", run.field("what"));
        assertEquals("nobody is left to wake the task that waits: " + who, run.field("message").replace("\\\"", "\""));
    }

    @Test
    void aCircleIsADeadlockWhateverElseGoesOn() {
        Run run = fails("circle beside");
        assertEquals("deadlock", run.field("what"));
        assertTrue(run.field("message").contains("held by \\\"lock-first\\\""), run.toString());
    }

    /** Each has something to come that lies beyond the budget, or that others might bring. */
    @ParameterizedTest
    @ValueSource(strings = {"sleeps", "timer", "scheduled", "tries", "accepts", "leak"})
    void whatGoesOnBeyondTheBudgetHasPassed(String way) {
        Run run = Moonsim.program(Verdicts.class, way).seed(1).run().passed();
        assertEquals("budget", run.field("ended"));
    }

    /** A compiled frame of {@code Object.wait} does not tell the JVM's own snapshot what it waits for. */
    @Test
    void theWordsAreTheSameWhateverIsCompiled() {
        Run interpreted = fails("nested", "-Xint");
        Run compiled = fails("nested", "-Xcomp", "-XX:CompileCommand=quiet", "-XX:CompileCommand=compileonly,java.lang.Object::wait0");
        assertEquals(interpreted.field("message"), compiled.field("message"));
        assertEquals(interpreted.field("stack"), compiled.field("stack"));
    }

    @Test
    void anIdlePoolThatNobodyShutDownIsNoDeadlock() {
        assertEquals("left running", fails("pool").field("what"));
    }

    /** A pipe holds 64 KiB. The watchdog takes twenty looks without a step and with all threads asleep, compilers too, for stuck. */
    @Test
    void whoeverReadsTheOutputMayTakeHisTime() {
        Run run = Moonsim.program(Prints.class, "2000").seed(1).jvm("-Xint").unreadFor(40).run().passed();
        assertTrue(run.out().contains("000001998 "), run.out());
    }

    @Test
    void tasksThatOnlyYieldAreALivelock() {
        Run run = fails("yields", "-Dmoonsim.steps=20000");
        assertEquals("livelock", run.field("what"));
        assertTrue(run.field("message").contains("polite-0") && run.field("message").contains("polite-1"), run.toString());
    }

    @Test
    void aLongComputationIsNoLivelock() {
        Moonsim.program(Verdicts.class, "computes").seed(1).jvm("-Dmoonsim.steps=100000000").run().passed();
    }

    @Test
    void aRunThatGetsOnEndsByItsStepBudgetAndSaysSo() {
        Run run = Moonsim.program(Verdicts.class, "leak").seed(1).jvm("-Dmoonsim.steps=1000").run().passed();
        assertEquals("step budget", run.field("ended"));
        assertTrue(run.err().contains("ended by its step budget"), run.toString());
    }

    @Test
    void threadsLeftRunningAreAFailureWhereAskedFor() {
        Run run = fails("leak", "-Dmoonsim.leaks=fail");
        assertEquals("left running", run.field("what"));
        assertTrue(run.field("stack").contains("sleeps") && run.field("stack").contains("from apps.threads.Verdicts.leak("),
                run.toString());
        Moonsim.program(Verdicts.class, "late").seed(1).jvm("-Dmoonsim.leaks=fail").run().passed();
    }

    @Test
    void theReportCountsWhatWasInterleaved() {
        Run run = fails("mixed");
        assertTrue(Long.parseLong(run.field("points")) > 0 && Long.parseLong(run.field("switches")) > 2, run.toString());
        assertTrue(run.err().contains("  schedule: "), run.err());
    }
}
