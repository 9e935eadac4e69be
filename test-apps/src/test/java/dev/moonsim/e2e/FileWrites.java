package dev.moonsim.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/**
 * The system calls of a JVM that change files or names of the host, or open a file so that it could, as strace sees them; but
 * for the report that Moonsim is asked for, for devices, and for what a JVM does for itself when it starts.
 */
final class FileWrites {
    private static final Path STRACE = Path.of("/usr/bin/strace");
    private static final String CALLS = "open,openat,openat2,creat,truncate,ftruncate,fallocate,rename,renameat,renameat2,link,linkat,"
            + "symlink,symlinkat,unlink,unlinkat,mkdir,mkdirat,rmdir,mknod,mknodat,chmod,fchmod,fchmodat,chown,fchown,"
            + "lchown,fchownat,utime,utimes,utimensat,futimesat,setxattr,lsetxattr,fsetxattr,removexattr,lremovexattr,"
            + "fremovexattr,inotify_init,inotify_init1,fsync,fdatasync,msync,sync_file_range,copy_file_range";
    private static final Pattern READ_ONLY = Pattern.compile("open(at|at2)?\\((?!.*(O_WRONLY|O_RDWR|O_CREAT|O_TRUNC))");
    private static final Pattern OF_THE_JVM = Pattern.compile(
            "moonsim-e2e|\"/dev/(null|random|urandom|tty)\"|\"/proc/self/|resumed>|<detached|\\+\\+\\+|= -1 E");

    private final Path calls;
    private final Path java;

    /** Skips the test where the machine has no strace. */
    FileWrites(Path directory) throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(STRACE));
        calls = directory.resolve("calls");
        java = directory.resolve("java");
        Files.writeString(java, "#!/bin/sh\nexec " + STRACE + " -f --seccomp-bpf -qq -e signal=none -e trace=" + CALLS + " -o " + calls + " "
                + Path.of(System.getProperty("java.home"), "bin", "java") + " -XX:-UsePerfData \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    }

    /** A launcher of the JVM whose calls are written down. */
    Path java() {
        return java;
    }

    List<String> made() throws IOException {
        return Files.readAllLines(calls).stream().filter(line -> !READ_ONLY.matcher(line).find())
                .filter(line -> !OF_THE_JVM.matcher(line).find()).toList();
    }

    /** How many calls were looked at. */
    int seen() throws IOException {
        return Files.readAllLines(calls).size();
    }
}
