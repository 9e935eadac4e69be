package dev.moonsim.disk;

import static dev.moonsim.disk.TestDisk.errnoOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Paths, and the host's files below the simulated ones. */
class NamesTest {
    @TempDir
    private Path host;
    private TestDisk d;
    private String here;

    @BeforeEach
    void hostFiles() throws IOException {
        Files.writeString(host.resolve("config.txt"), "from the host");
        Files.createDirectories(host.resolve("lib/sub"));
        Files.writeString(host.resolve("lib/a"), "a");
        Files.writeString(host.resolve("lib/b"), "b");
        Files.createSymbolicLink(host.resolve("link"), Path.of("lib/a"));
        d = new TestDisk(1, host);
        here = host.toString();
    }

    @Test
    void theHostShowsThroughAndIsNeverWritten() throws Exception {
        assertEquals("from the host", d.content("config.txt"));
        assertEquals("a", d.content("link"));
        OpenFile file = d.open("config.txt", OpenFile.O_RDWR);
        TestDisk.write(file, 0, "FROM");
        assertEquals("FROM the host", d.content(here + "/config.txt"));
        assertEquals("from the host", Files.readString(host.resolve("config.txt")));
    }

    @Test
    void aChangedHostFileFallsBackToTheHostsContentWhereTheChangeIsLost() throws Exception {
        TestDisk.write(d.open("config.txt", OpenFile.O_RDWR), 0, "FROM");
        d.disk.powerCut();
        assertTrue(List.of("from the host", "FROM the host").contains(d.content("config.txt")));
        d.disk.wipe();
        assertEquals("from the host", d.content("config.txt"));
    }

    @Test
    void deletedHostFilesStayDeleted() throws Exception {
        d.disk.names().unlink(-1, "lib/a");
        assertFalse(d.exists("lib/a"));
        assertEquals(List.of("b", "sub"), list("lib"));
        d.save("lib/c", "c");
        assertEquals(List.of("b", "c", "sub"), list("lib"));
        d.disk.powerCut();
        assertEquals(List.of("b", "c", "sub"), list("lib"));
        assertTrue(Files.exists(host.resolve("lib/a")));
        d.disk.names().unlink(-1, "lib/b");
        d.disk.names().unlink(-1, "lib/c");
        d.disk.names().rmdir(-1, "lib/sub");
        d.disk.names().rmdir(-1, "lib");
        assertFalse(d.exists("lib"));
        d.disk.names().mkdir("lib", 0777);
        assertEquals(List.of(), list("lib"));
    }

    @Test
    void hostFilesAndDirectoriesCanBeRenamed() throws Exception {
        d.disk.names().rename(-1, "lib", -1, "moved");
        assertEquals("a", d.content("moved/a"));
        assertFalse(d.exists("lib"));
        d.disk.names().rename(-1, "config.txt", -1, "moved/a");
        assertEquals("from the host", d.content("moved/a"));
        assertFalse(d.exists("link"));
    }

    @Test
    void whatTheHostHasInTmpIsHiddenButForTheWorkingDirectory() throws Exception {
        Path inTmp = Files.createTempDirectory(Path.of("/tmp"), "moonsim-test");
        try {
            Files.writeString(inTmp.resolve("mine"), "x");
            TestDisk shown = new TestDisk(1, inTmp);
            assertEquals("x", shown.content("mine"));
            assertEquals(new TestDisk(1, Path.of("/nowhere")).create("/new").inode().number(),
                    shown.create("/new").inode().number(), "a matter of the run, not of where the program lies");
            assertEquals(List.of(inTmp.getFileName().toString()),
                    shown.disk.names().list((Directory) shown.disk.names().stat(-1, "/tmp", true)));
            assertFalse(new TestDisk(1, Path.of("/nowhere")).exists(inTmp + "/mine"));
        } finally {
            Files.delete(inTmp.resolve("mine"));
            Files.delete(inTmp);
        }
    }

    @Test
    void thereAreDevicesAndNoProc() throws Exception {
        assertEquals(List.of("null", "random", "urandom", "zero"), list("/dev"));
        assertFalse(d.exists("/proc/self"));
        assertFalse(d.exists("/sys"));
        byte[] bytes = {1, 2, 3};
        OpenFile zero = d.open("/dev/zero", OpenFile.O_RDONLY);
        assertEquals(3, zero.read(bytes, jdk.internal.misc.Unsafe.ARRAY_BYTE_BASE_OFFSET, 3));
        assertEquals(0, bytes[2]);
        assertEquals(0, d.open("/dev/null", OpenFile.O_RDONLY)
                .read(bytes, jdk.internal.misc.Unsafe.ARRAY_BYTE_BASE_OFFSET, 3));
    }

    @Test
    void errors() throws Exception {
        d.save("/file", "x");
        d.disk.names().mkdir("/dir", 0777);
        d.disk.names().symlink("/loop", "/loop");
        assertEquals(ErrnoException.ENOENT, errnoOf(() -> d.open("/none", OpenFile.O_RDONLY)));
        assertEquals(ErrnoException.ENOENT, errnoOf(() -> d.open("/none/x", TestDisk.READ_WRITE)));
        assertEquals(ErrnoException.ENOTDIR, errnoOf(() -> d.open("/file/x", OpenFile.O_RDONLY)));
        assertEquals(ErrnoException.EISDIR, errnoOf(() -> d.open("/dir", OpenFile.O_WRONLY)));
        assertEquals(ErrnoException.EEXIST, errnoOf(() -> d.open("/file", TestDisk.READ_WRITE | OpenFile.O_EXCL)));
        assertEquals(ErrnoException.ELOOP, errnoOf(() -> d.open("/loop", OpenFile.O_RDONLY)));
        assertEquals(ErrnoException.EISDIR, errnoOf(() -> d.disk.names().unlink(-1, "/dir")));
        assertEquals(ErrnoException.ENOTDIR, errnoOf(() -> d.disk.names().rmdir(-1, "/file")));
        assertEquals(ErrnoException.EINVAL, errnoOf(() -> d.disk.names().rename(-1, "/dir", -1, "/dir/below")));
        assertEquals(ErrnoException.ENAMETOOLONG, errnoOf(() -> d.create("/" + "x".repeat(256))));
        d.disk.attributes().chmod(-1, "/file", true, 0444);
        assertEquals(ErrnoException.EACCES, errnoOf(() -> d.open("/file", OpenFile.O_WRONLY)));
        d.disk.attributes().chmod(-1, "/dir", true, 0555);
        assertEquals(ErrnoException.EACCES, errnoOf(() -> d.create("/dir/x")));
    }

    @Test
    void anUnlinkedFileLivesAsLongAsItIsOpen() throws Exception {
        OpenFile file = d.create("/gone");
        d.disk.names().unlink(-1, "/gone");
        TestDisk.write(file, 0, "still here");
        byte[] bytes = new byte[5];
        assertEquals(5, file.read(0, bytes, jdk.internal.misc.Unsafe.ARRAY_BYTE_BASE_OFFSET, 5));
        assertEquals("still", new String(bytes));
        assertFalse(d.exists("/gone"));
        assertEquals(0, file.inode().links());
    }

    private List<String> list(String path) throws ErrnoException {
        return d.disk.names().list((Directory) d.disk.names().stat(-1, path, true));
    }
}
