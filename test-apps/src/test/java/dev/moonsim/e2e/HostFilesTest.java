package dev.moonsim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import apps.disk.Notes;
import apps.disk.Words;
import dev.moonsim.e2e.Moonsim.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The host's files: which of them show, and that the report and the trace of a run say what of them got into it. */
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

    private Run notes(String data, String... jvm) {
        return Moonsim.program(Notes.class, data).in(directory).seed(1).jvm(jvm).run().passed();
    }

    /** What a service has stored on this machine, where machines store: a node starts without it, and says so. */
    @Test
    void theStateOfThisMachineIsNotThatOfItsNodes() throws IOException {
        Path data = Files.createTempDirectory(Path.of("/tmp"), "moonsim-state").resolve("data");
        try {
            Run without = notes(data.toString());
            assertTrue(without.out().contains("notes: 1"), without.toString());
            Files.createDirectories(data);
            Files.writeString(data.resolve("notes"), "a\nb\n");
            Run with = notes(data.toString());
            assertEquals(without.digest(), with.digest());
            assertTrue(with.err().contains("looked for, on this machine but not on its nodes: " + data.getParent()), with.toString());
            assertFalse(without.report().contains("changedHostFiles"), without.toString());

            Run shown = notes(data.toString(), "-Dmoonsim.disk-show=" + data);
            assertTrue(shown.out().contains("notes: 3"), shown.toString());
            assertTrue(shown.err().contains("changed, each node its own copy of what this machine has: " + data + "/notes"), shown.toString());
            assertEquals(2, Files.readAllLines(data.resolve("notes")).size(), "the host's is as it was");
        } finally {
            Files.deleteIfExists(data.resolve("notes"));
            Files.deleteIfExists(data);
            Files.delete(data.getParent());
        }
    }

    /** What a service has stored where its program lies shows like the program does; the run says so, and can do without. */
    @Test
    void whatAServiceStoredInItsWorkingDirectoryIsNamedAndCanBeHidden() throws IOException {
        Run without = notes("data", "-Dmoonsim.trace=" + directory.resolve("without"));
        Files.createDirectories(directory.resolve("data"));
        Files.writeString(directory.resolve("data/notes"), "a\nb\n");
        Run with = notes("data", "-Dmoonsim.trace=" + directory.resolve("with"));
        assertNotEquals(without.digest(), with.digest());
        assertTrue(with.out().contains("notes: 3"), with.toString());
        assertTrue(with.err().contains("changed, each node its own copy of what this machine has: data/notes"), with.toString());
        assertTrue(with.report().contains("\"changedHostFiles\" : [ \"data/notes\" ]"), with.toString());

        Run hidden = notes("data", "-Dmoonsim.disk-hide=data");
        assertEquals(without.digest(), hidden.digest());
        assertFalse(hidden.err().contains("this machine"), hidden.toString());

        Run diff = Moonsim.cli("diff", directory.resolve("without").toString(), directory.resolve("with").toString()).run().exits(1);
        assertTrue(diff.out().contains("may be the cause: only one run found data/notes on its host"), diff.toString());
    }
}
