package dev.moonsim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import apps.disk.Words;
import dev.moonsim.e2e.Moonsim.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report and the trace of a run say what the host's files were that it read. */
class HostFilesTest {
    @TempDir
    private Path directory;

    private Run run(String trace) {
        return Moonsim.program(Words.class, "changed.txt", "same.txt").in(directory).seed(1)
                .jvm("-Dmoonsim.trace=" + directory.resolve(trace)).run().passed();
    }

    @Test
    void aChangedFileIsNamedAsTheCauseOfAChangedRun() throws IOException {
        Files.writeString(directory.resolve("same.txt"), "a b c");
        Files.writeString(directory.resolve("changed.txt"), "a b c");
        Run first = run("first");
        Run again = run("again");
        assertEquals(first.digest(), again.digest());
        assertTrue(first.report().contains("\"changed.txt\"") && first.report().contains("\"same.txt\""), first.toString());

        Files.writeString(directory.resolve("changed.txt"), "a b c d");
        Run later = run("later");
        assertNotEquals(first.digest(), later.digest());
        Run diff = Moonsim.cli("diff", directory.resolve("first").toString(), directory.resolve("later").toString()).run().exits(1);
        assertTrue(diff.out().contains("the cause: a file of the host that both read was changed between them: changed.txt"), diff.toString());
        assertFalse(diff.out().contains("same.txt"), diff.toString());
        Run none = Moonsim.cli("diff", directory.resolve("first").toString(), directory.resolve("again").toString()).run().passed();
        assertFalse(none.out().contains("changed.txt"), none.toString());
    }
}
