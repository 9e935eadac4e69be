package dev.moonsim.disk;

import dev.moonsim.decide.Decisions;
import dev.moonsim.jdk.UnixFiles;
import dev.moonsim.sched.Task;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
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
            Path p = Path.of(Encoding.toProgram(path));
            if (!Files.exists(p)) {
                return null;
            }
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
                return new Entry(Inode.REGULAR, attributes.size(), Files.isExecutable(p), null, modified);
            }
            return null;
        } catch (IOException | RuntimeException e) {
            return null;
        } finally {
            Task.leaveHost(task);
        }
    }

    /** The names in a directory, in any order. */
    static List<String> list(String path) throws ErrnoException {
        Task task = Task.enterHost();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of(Encoding.toProgram(path)))) {
            List<String> names = new ArrayList<>();
            for (Path entry : entries) {
                names.add(Encoding.fromProgram(entry.getFileName().toString()));
            }
            return names;
        } catch (IOException | DirectoryIteratorException e) {
            throw new ErrnoException(ErrnoException.EACCES);
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
            Path file = Path.of(Encoding.toProgram(path));
            int fd = UnixFiles.open(file);
            if (fd < 0) {
                throw new ErrnoException(Files.exists(file) ? ErrnoException.EACCES : ErrnoException.ENOENT);
            }
            return fd;
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
