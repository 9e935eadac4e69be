package dev.moonsim.disk;

import dev.moonsim.node.Node;
import dev.moonsim.node.NodeSpec;
import dev.moonsim.node.Program;
import dev.moonsim.run.Scenario;
import dev.moonsim.run.Simulation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jdk.internal.misc.Unsafe;

/** A disk with no program on it: calls come from the test, and syncs take no time. */
final class TestDisk {
    static final int READ_WRITE = OpenFile.O_RDWR | OpenFile.O_CREAT;

    final Disk disk;
    final Simulation simulation;

    /** @param workingDirectory of the host */
    TestDisk(long seed, Path workingDirectory) {
        this(seed, workingDirectory, DiskProfile.EXT4_ORDERED);
    }

    TestDisk(long seed, DiskProfile profile) {
        this(seed, Path.of("/nowhere"), profile);
    }

    private TestDisk(long seed, Path workingDirectory, DiskProfile profile) {
        Program program = new Program("", "Main", List.of(), List.of(), Map.of(), Map.of(), workingDirectory);
        NodeSpec spec = NodeSpec.of("node-0", "10.0.1.1", program, NodeSpec.Role.SYSTEM);
        simulation = new Simulation(Scenario.service("test", spec).withBudget(1_000_000_000L).withDiskProfile(profile),
                seed, null);
        disk = new Node(simulation, 0, spec).disk();
    }

    TestDisk(long seed) {
        this(seed, Path.of("/nowhere"));
    }

    OpenFile open(String path, int flags) throws ErrnoException {
        return disk.descriptors().file(disk.open(-1, path, flags, 0666));
    }

    OpenFile create(String path) throws ErrnoException {
        return open(path, READ_WRITE);
    }

    static void write(OpenFile file, long at, String text) throws ErrnoException {
        write(file, at, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    static void write(OpenFile file, long at, byte[] bytes) throws ErrnoException {
        file.writeAt(at, bytes, Unsafe.ARRAY_BYTE_BASE_OFFSET, bytes.length);
    }

    static void sync(OpenFile file) throws ErrnoException {
        file.completeSync(file.beginSync(), true);
    }

    /** {@code fsync} of a directory. */
    void syncDirectory(String path) throws ErrnoException {
        OpenFile directory = open(path, OpenFile.O_RDONLY);
        directory.completeSync(directory.beginSync(), true);
    }

    void save(String path, String text) throws ErrnoException {
        OpenFile file = create(path);
        write(file, 0, text);
        sync(file);
    }

    /** The content, or null where there is no such file. */
    String content(String path) throws ErrnoException {
        byte[] bytes = bytes(path);
        return bytes == null ? null : new String(bytes, StandardCharsets.ISO_8859_1);
    }

    byte[] bytes(String path) throws ErrnoException {
        if (!exists(path)) {
            return null;
        }
        OpenFile file = disk.reading((RegularFile) disk.names().stat(-1, path, true));
        byte[] bytes = new byte[(int) file.inode().size()];
        file.read(0, bytes, Unsafe.ARRAY_BYTE_BASE_OFFSET, bytes.length);
        return bytes;
    }

    boolean exists(String path) {
        try {
            disk.names().stat(-1, path, true);
            return true;
        } catch (ErrnoException e) {
            return false;
        }
    }

    /** The error number of an action, 0 where it succeeds. */
    static int errnoOf(Action action) {
        try {
            action.run();
            return 0;
        } catch (ErrnoException e) {
            return e.errno();
        }
    }

    interface Action {
        void run() throws ErrnoException;
    }
}
