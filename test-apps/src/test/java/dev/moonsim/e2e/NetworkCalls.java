package dev.moonsim.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/**
 * The system calls of the network that a JVM makes, as strace sees them, but for those by which the JDK's library finds out,
 * when the JVM loads it and outside of any run, what the machine can do (it opens sockets and does nothing with them), and by
 * which glibc looks for its name service cache.
 */
final class NetworkCalls {
    private static final Path STRACE = Path.of("/usr/bin/strace");
    private static final Pattern PROBE = Pattern.compile(
            "socket\\(AF_INET6?, SOCK_STREAM, IPPROTO_IP|setsockopt\\(\\d+, SOL_SOCKET, SO_REUSEPORT"
                    + "|socket\\(AF_UNIX, SOCK_STREAM\\|SOCK_CLOEXEC\\|SOCK_NONBLOCK, 0\\)|nscd|resumed>|<detached|\\+\\+\\+");

    private final Path calls;
    private final Path java;

    /** Skips the test where the machine has no strace. */
    NetworkCalls(Path directory) throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(STRACE));
        calls = directory.resolve("calls");
        java = directory.resolve("java");
        Files.writeString(java, "#!/bin/sh\nexec " + STRACE + " -f -qq -e signal=none -e trace=%network -o " + calls + " "
                + Path.of(System.getProperty("java.home"), "bin", "java") + " \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    }

    /** A launcher of the JVM whose calls are written down. */
    Path java() {
        return java;
    }

    List<String> made() throws IOException {
        return Files.readAllLines(calls).stream().filter(line -> !PROBE.matcher(line).find()).toList();
    }
}
