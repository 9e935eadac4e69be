package dev.moonsim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import apps.mains.Hello;
import apps.random.Rare;
import apps.threads.LostUpdate;
import dev.moonsim.e2e.Moonsim.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs under control, traces and their comparison, and campaigns that end and go on. */
class ControlTest {
    private static final String COMMANDS = """
            # a node goes down and comes back
            start
            run until 1500ms
            crash kv-0 power cut
            step 3
            resume
            run until 2s
            nodes
            restart kv-0
            start
            pause at 2500ms
            resume
            step 100
            quit
            """;

    @TempDir
    private Path directory;

    private static Run control(String commands) {
        return Moonsim.cli("control", Moonsim.SCENARIOS.resolve("kv.json").toString(), "--seed", "3", "--chaos", "off").input(commands)
                .run();
    }

    @Test
    void theSameCommandsAreTheSameRun() {
        Run run = control(COMMANDS).exits(2); // a step of a crashed run is an error, and changes nothing
        List<String> lines = run.out().lines().toList();
        assertTrue(lines.get(2).startsWith("Crashed  at 1.500s"), run.toString());
        assertEquals("error: invalid transition: step while Crashed, resume it, or restart the node and start", lines.get(3));
        assertTrue(lines.get(6).startsWith("kv-0 10.0.1.1 down after boot 1, kv-1 10.0.1.2 up, boot 1"), run.toString());
        assertTrue(lines.get(7).startsWith("Restarting  at "), run.toString());
        assertTrue(lines.get(9).startsWith("Paused  at 2.4"), run.toString());
        assertEquals(run.out(), control(COMMANDS).out());
    }

    @Test
    void controlAloneChangesNothing() throws IOException {
        String digest = Moonsim.program(LostUpdate.class).seed(1).jvm("-Dmoonsim.table=off").run().digest();
        Run run = Moonsim.cli("control", "--seed", "1", "--", "-cp", Moonsim.CLASSES.toString(), LostUpdate.class.getName())
                .input("start\npause\nresume\nstep 2\nthreads\ncomplete\nreplay\n").run();
        assertTrue(run.out().contains("digest " + digest + ","), run.toString());
        assertTrue(run.out().contains("replay: the same run, digest " + digest), run.toString());
    }

    /** Under control each wait goes by the scheduler's loop; otherwise a wait in which nothing can happen does not. */
    @Test
    void waitsThatPassAtOnceAreTheSameRun() {
        String digest = Moonsim.scenario("quorum.json").seed(7).run().passed().digest();
        Run run = Moonsim.cli("control", Moonsim.SCENARIOS.resolve("quorum.json").toString(), "--seed", "7")
                .input("start\ncomplete\n").run();
        assertTrue(run.out().contains("digest " + digest + ","), run.toString());
    }

    @Test
    void tracesAreCompared() {
        String one = trace("one", "1");
        String again = trace("again", "1");
        String other = trace("other", "2");
        assertTrue(Moonsim.cli("diff", one, again).run().exits(0).out().startsWith("the same run: "));
        String difference = Moonsim.cli("diff", one, other).run().exits(1).out();
        assertTrue(difference.contains("different runs: seed 1 and 2"), difference);
        Moonsim.cli("diff", one, Moonsim.JAR.toString()).run().exits(2);
    }

    private String trace(String name, String seed) {
        String file = directory.resolve(name).toString();
        Moonsim.cli("run", "--seed", seed, "--trace", file, "--", "-cp", Moonsim.CLASSES.toString(), Hello.class.getName()).run()
                .exits(0);
        return file;
    }

    @Test
    void coverageDoesNotChangeTheRun() {
        for (Class<?> main : List.of(Hello.class, LostUpdate.class)) {
            String digest = Moonsim.program(main).seed(5).jvm("-Dmoonsim.table=off").run().digest();
            assertEquals(digest, Moonsim.program(main).seed(5).jvm("-Dmoonsim.table=off", "-Dmoonsim.coverage=on").run().digest());
        }
    }

    @Test
    void aCampaignEndsWhenNothingNewIsCoveredAndGoesOnWhereItWas() throws IOException {
        Run run = explore("Hello", "--until-stable", "5").exits(0);
        assertTrue(run.err().contains("ended: nothing new"), run.toString());
        assertTrue(run.err().contains("stable: code coverage"), run.toString());
        String state = directory.resolve("state").toString();
        String junit = directory.resolve("junit.xml").toString();
        explore("Rare", "--seeds", "1..20", "--keep-going", "--resume", state).exits(1);
        run = explore("Rare", "--seeds", "1..20", "--keep-going", "--resume", state, "--junit", junit).exits(1);
        assertTrue(run.err().contains("has the results of 20 seeds"), run.toString());
        String xml = Files.readString(Path.of(junit));
        assertTrue(xml.contains("tests=\"20\""), xml);
        assertTrue(xml.contains("reproduce: "), xml);
        String before = Files.readString(Path.of(state));
        run = explore("Rare", "--seeds", "1..21", "--keep-going", "--resume", state).exits(2);
        assertTrue(run.err().contains("is of another campaign"), run.toString());
        assertEquals(before, Files.readString(Path.of(state)));
    }

    private static Run explore(String program, String... options) {
        List<String> words = new java.util.ArrayList<>(List.of("explore", "--check-every", "0", "--jobs", "1"));
        words.addAll(List.of(options));
        words.addAll(List.of("--", "-cp", Moonsim.CLASSES.toString(), program.equals("Hello") ? Hello.class.getName()
                : Rare.class.getName()));
        return Moonsim.cli(words.toArray(new String[0])).run();
    }

    @Test
    void aRunThatNeedsMoreVirtualTimeThanItMayHasFailed() {
        Run run = Moonsim.cli("run", Moonsim.SCENARIOS.resolve("kv.json").toString(), "--seed", "1", "--chaos", "off",
                "--virtual-budget", "500ms").run().exits(1);
        assertTrue(run.err().contains("budget exceeded: limit 500ms, observed "), run.toString());
    }
}
