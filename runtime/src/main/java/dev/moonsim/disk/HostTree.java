package dev.moonsim.disk;

import dev.moonsim.decide.Decisions;
import dev.moonsim.sched.Task;
import java.io.File;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import jdk.internal.access.JavaIOFileDescriptorAccess;
import jdk.internal.access.SharedSecrets;
import jdk.internal.misc.Unsafe;

/**
 * Reads the host's files for a simulated disk; never writes. Paths are strings of bytes (one char a byte), as the
 * simulated disk has them.
 */
final class HostTree {
    private static final JavaIOFileDescriptorAccess DESCRIPTORS = SharedSecrets.getJavaIOFileDescriptorAccess();

    /** What the host has under a path. {@code target} is a link's target, {@code modified} in nanoseconds since 1970. */
    record Entry(int type, long size, boolean executable, String target, long modified) {
    }

    private HostTree() {}

    /** Null where there is nothing, or nothing that a simulated disk shows: pipes, sockets, devices. */
    static Entry look(String path) {
        Task task = Task.enterHost();
        try {
            File file = new File(Encoding.toProgram(path));
            if (!file.exists()) {
                return null;
            }
            Path p = file.toPath();
            BasicFileAttributes attributes = Files.readAttributes(p, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            long modified = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
            if (attributes.isSymbolicLink()) {
                return new Entry(Inode.SYMLINK, 0, true, Encoding.fromProgram(Files.readSymbolicLink(p).toString()),
                        modified);
            }
            if (attributes.isDirectory()) {
                return new Entry(Inode.DIRECTORY, 0, true, null, modified);
            }
            if (attributes.isRegularFile()) {
                return new Entry(Inode.REGULAR, attributes.size(), file.canExecute(), null, modified);
            }
            return null;
        } catch (IOException | RuntimeException e) {
            return null;
        } finally {
            Task.leaveHost(task);
        }
    }

    /** The names in a directory, in any order. */
    static String[] list(String path) throws ErrnoException {
        Task task = Task.enterHost();
        try {
            String[] names = new File(Encoding.toProgram(path)).list();
            if (names == null) {
                throw new ErrnoException(ErrnoException.EACCES);
            }
            for (int i = 0; i < names.length; i++) {
                names[i] = Encoding.fromProgram(names[i]);
            }
            return names;
        } finally {
            Task.leaveHost(task);
        }
    }

    /** Of the content; 0 where it cannot be read. */
    static long digest(String path) {
        Task task = Task.enterHost();
        try (InputStream in = Files.newInputStream(Path.of(Encoding.toProgram(path)))) {
            byte[] block = new byte[1 << 16];
            long digest = 0;
            for (int n = in.readNBytes(block, 0, block.length); n > 0; n = in.readNBytes(block, 0, block.length)) {
                digest = Decisions.mix(digest) ^ ContentHash.of(block, Unsafe.ARRAY_BYTE_BASE_OFFSET, n);
            }
            return digest;
        } catch (IOException | RuntimeException e) {
            return 0;
        } finally {
            Task.leaveHost(task);
        }
    }

    static byte[] read(String path) throws ErrnoException {
        Task task = Task.enterHost();
        try {
            return Files.readAllBytes(Path.of(Encoding.toProgram(path)));
        } catch (AccessDeniedException e) {
            throw new ErrnoException(ErrnoException.EACCES);
        } catch (NoSuchFileException e) {
            throw new ErrnoException(ErrnoException.ENOENT);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read the host's file " + Encoding.toProgram(path), e);
        } finally {
            Task.leaveHost(task);
        }
    }

    /** A real descriptor, for reading only; nobody closes it but {@link #close}. */
    static int open(String path) throws ErrnoException {
        Task task = Task.enterHost();
        try {
            FileDescriptor descriptor = new RandomAccessFile(Encoding.toProgram(path), "r").getFD();
            DESCRIPTORS.unregisterCleanup(descriptor);
            return DESCRIPTORS.get(descriptor);
        } catch (IOException e) {
            throw new ErrnoException(new File(Encoding.toProgram(path)).exists() ? ErrnoException.EACCES : ErrnoException.ENOENT);
        } finally {
            Task.leaveHost(task);
        }
    }

    static void close(int fd) {
        Task task = Task.enterHost();
        try {
            FileDescriptor descriptor = new FileDescriptor();
            DESCRIPTORS.set(descriptor, fd);
            DESCRIPTORS.close(descriptor);
        } catch (IOException e) {
            // it was open for reading: nothing can be lost
        } finally {
            Task.leaveHost(task);
        }
    }
}
