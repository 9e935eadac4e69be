package dev.moonsim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import apps.mains.Hello;
import apps.random.Rare;
import dev.moonsim.e2e.Moonsim.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Campaigns: many seeds in warm JVMs, and what is found holds in fresh ones. */
class ExploreTest {
    @TempDir
    private Path directory;

    private Run explore(Class<?> main, String... options) {
        List<String> words = new ArrayList<>(List.of("explore", "--report", report().toString()));
        words.addAll(List.of(options));
        words.addAll(List.of("--", "-cp", Moonsim.CLASSES.toString(), main.getName()));
        return Moonsim.cli(words.toArray(new String[0])).run();
    }

    private Path report() {
        return directory.resolve("campaign.json");
    }

    /** A member of the campaign's report, as the first of its name stands there. */
    private String member(String name) throws IOException {
        return new Run(0, "", "", Files.readString(report())).field(name);
    }

    @Test
    void findsTheSameFailureWithAnyNumberOfWorkersAndInFreshJvms() throws IOException {
        explore(Rare.class, "--seeds", "1..200", "--jobs", "1").exits(1);
        String seed = member("seed");
        String digest = member("digest");
        assertEquals("true", member("same"));
        assertEquals(seed, member("seedsRun"));
        assertTrue(member("signature").contains("one of eight"));
        explore(Rare.class, "--seeds", "1..200", "--jobs", "3").exits(1);
        assertEquals(seed, member("seed"));
        assertEquals(digest, member("digest"));
        explore(Rare.class, "--seeds", seed, "--cold").exits(1);
        assertEquals(digest, member("digest"));
        Run replay = Moonsim.program(Rare.class).seed(Long.parseLong(seed)).run().exits(1);
        assertEquals(digest, replay.digest());
    }

    @Test
    void keepsGoingWhereAskedTo() throws IOException {
        explore(Rare.class, "--seeds", "1..40", "--keep-going").exits(1);
        assertEquals("40", member("seedsRun"));
        String failures = Files.readString(report());
        assertEquals(1, failures.split("\"signature\" : \"uncaught", -1).length - 2, "one kind, and its replay");
    }

    @Test
    void endsWithItsReportWhenInterruptedAndGoesOnFromThere() throws IOException {
        Path state = directory.resolve("state");
        String[] words = {"explore", "--report", report().toString(), "--seeds", "1..3000", "--check-every", "0", "--resume",
            state.toString(), "--",
            "-cp", Moonsim.CLASSES.toString(), Hello.class.getName()};
        Run run = Moonsim.cli(words).interruptedWhenThereAreLinesIn(state).run();
        if (member("seedsRun").equals("3000")) {
            return; // it was faster than the signal
        }
        assertTrue(run.err().contains("interrupted"), run.toString());
        assertEquals("interrupted", member("ended"));
        int before = Integer.parseInt(member("seedsRun"));
        Run rest = Moonsim.cli(words).run().exits(0);
        assertTrue(rest.err().contains("has the results of"), rest.toString());
        assertEquals("3000", member("seedsRun"));
        assertTrue(before < 3000);
    }

    @Test
    void beginsNoSeedWhenTheTimeIsUp() throws IOException {
        explore(Hello.class, "--time", "1ms").exits(0);
        assertTrue(Integer.parseInt(member("seedsRun")) < 1_000, member("seedsRun"));
        explore(Hello.class, "--time", "soon").exits(2);
    }

    @Test
    void passesWhereNothingFails() throws IOException {
        Run run = explore(Hello.class, "--seeds", "1..100", "--check-every", "50").exits(0);
        assertEquals("", run.out());
        assertEquals("100", member("seedsRun"));
        assertEquals("2", member("checkedInFreshJvms"));
        assertEquals("passed", member("verdict"));
    }

    @Test
    void bootsThatAreOverAreCollectedWithTheirClasses() {
        Moonsim.program(Hello.class).seed(1).jvm("-Dmoonsim.repeat=1500", "-XX:MaxMetaspaceSize=32m", "-Xmx64m").run()
                .passed();
    }
}
