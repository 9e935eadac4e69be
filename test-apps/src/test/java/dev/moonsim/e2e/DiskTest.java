package dev.moonsim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import apps.disk.ChannelsBody;
import apps.disk.FileBody;
import apps.disk.FilesBody;
import apps.disk.LibrariesBody;
import apps.disk.StreamsBody;
import dev.moonsim.e2e.Moonsim.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files in the simulation: the same transcript as on the plain JVM, nothing on the host, and power cuts that hurt. */
class DiskTest {
    @TempDir
    private Path plain;
    @TempDir
    private Path simulated;

    @ParameterizedTest
    @ValueSource(classes = {StreamsBody.class, ChannelsBody.class, FilesBody.class, FileBody.class, LibrariesBody.class})
    void filesBehaveAsOnThePlainJvm(Class<?> body) throws Exception {
        String expected = Moonsim.program(body).plain().in(plain).run().passed().out();
        Run run = Moonsim.program(body).seed(5).jvm("-Dmoonsim.repeat=2").in(simulated).run().passed();
        assertEquals(expected, run.out().substring(0, run.out().length() / 2));
        assertEquals(expected + expected, run.out());
        try (Stream<Path> left = Files.list(simulated)) {
            assertEquals(0, left.count(), "nothing is written to the host");
        }
    }

    /** Locks, mapped memory and events of directories between them; the crash of one of them is not a power cut. */
    @Test
    void processesOfOneMachineShareItsDisk() {
        Run cold = Moonsim.scenario("neighbours.json").seed(1).run().passed();
        for (String line : new String[] {"n-1| seen: ready", "n-1| in memory: 7", "n-1| tried: null null", "n-0| in memory: 8",
            "n-1| closed: java.nio.channels.AsynchronousCloseException", "n-1| closed, and gone after 0 ms",
            "n-1| interrupted: java.nio.channels.FileLockInterruptionException", "n-1| interrupted, and gone after 0 ms",
            "n-1| locked after 4 s: true", "n-0| the other's part: null, my own: true",
            "n-1| the rest after more than 10 s: true true"}) {
            assertTrue(cold.out().contains(line), cold.out());
        }
        assertTrue(Integer.parseInt(cold.field("steps")) < 100, "nobody looks again and again: " + cold);
        Run warm = Moonsim.scenario("neighbours.json").seed(1).jvm("-XX:+UseSerialGC", "-Dmoonsim.repeat=2").run().passed();
        assertEquals(cold.digest(), warm.digest());
    }

    @Test
    void aServiceThatForcesKeepsItsPromises() {
        for (int seed = 1; seed <= 5; seed++) {
            Run run = Moonsim.scenario("ledger.json").seed(seed).run().passed();
            assertTrue(Integer.parseInt(run.field("node.crash")) > 5, run.toString());
        }
    }

    @Test
    void aServiceThatDoesNotForceIsFound() {
        Run run = Moonsim.scenario("ledger-lazy.json").seed(1).run().exits(1);
        assertTrue(run.field("message").contains("lost records"), run.toString());
        assertTrue(run.err().matches("(?s).*crash ledger, \\d+ unsynced writes? lost in ledger.log.*"), run.err());
        assertEquals(run.digest(), Moonsim.scenario("ledger-lazy.json").seed(1).run().exits(1).digest());
    }
}
