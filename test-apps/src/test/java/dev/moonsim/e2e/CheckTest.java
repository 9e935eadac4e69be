package dev.moonsim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import apps.check.Leak;
import apps.time.WallClock;
import dev.moonsim.e2e.Moonsim.Run;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code moonsim check}: what leaks in from the host is caught, and the line that it changes is named. */
class CheckTest {
    @TempDir
    private Path directory;

    private static Run check(Class<?> main, List<String> options, String... arguments) {
        List<String> words = new ArrayList<>(List.of("check"));
        words.addAll(options);
        words.addAll(List.of("--", "-cp", Moonsim.CLASSES.toString(), main.getName()));
        words.addAll(List.of(arguments));
        return Moonsim.cli(words.toArray(new String[0])).run();
    }

    @Test
    void aLeakedTimeStampIsCaughtAndItsLineNamed() throws IOException, InterruptedException {
        File file = Files.createFile(directory.resolve("stamp")).toFile();
        Thread toucher = new Thread(() -> {
            for (long stamp = 1_700_000_000_000L; !Thread.interrupted(); stamp++) {
                file.setLastModified(stamp);
                LockSupport.parkNanos(1_000_000);
            }
        });
        toucher.start();
        try {
            check(Leak.class, List.of("--seed", "7"), file.getPath()).exits(0);

            Path report = directory.resolve("check.json");
            Run run = check(Leak.class, List.of("--seed", "7", "--allow", "host-file-times", "--report", report.toString()),
                    file.getPath()).exits(3);
            assertTrue(run.err().contains("the line: apps.check.Leak.work(Leak.java:"), run.toString());
            assertTrue(run.err().contains("read at apps.check.Leak.backOff(Leak.java:"), run.toString());
            assertTrue(run.err().contains(file.getPath() + " was modified 17000"), run.toString());
            assertTrue(run.err().contains("allowed: host-file-times"), run.toString());
            Run written = new Run(0, "", "", Files.readString(report));
            assertEquals("false", written.field("deterministic"));
            assertTrue(written.field("line").startsWith("apps.check.Leak.work(Leak.java:"));

            Run explored = Moonsim.cli("explore", "--seeds", "1..20", "--jobs", "1", "--check-every", "1", "--allow",
                    "host-file-times", "--", "-cp", Moonsim.CLASSES.toString(), Leak.class.getName(), file.getPath()).run();
            assertTrue(explored.exits(3).err().contains("the line: apps.check.Leak.work(Leak.java:"), explored.toString());
        } finally {
            toucher.interrupt();
            toucher.join();
        }
    }

    @Test
    void theClockOfTheHostIsLetInForTheProgramAlone() {
        Run run = Moonsim.program(WallClock.class).seed(1).jvm("-Dmoonsim.allow=host-clock").run().passed();
        String[] days = run.out().strip().split(" ");
        for (String day : List.of(days).subList(0, days.length - 1)) {
            assertTrue(day.startsWith("2026"), run.out());
        }
        assertTrue(run.report().contains("\"allowed\" : [ \"host-clock\" ]"), run.report());
        assertEquals("1", run.field("host-clock"));
        assertTrue(run.err().contains("not guaranteed to be deterministic"), run.err());
    }
}
