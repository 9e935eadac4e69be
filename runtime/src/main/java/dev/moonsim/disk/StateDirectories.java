package dev.moonsim.disk;

import java.util.List;

/**
 * The directories in which a machine keeps what changes as it runs. On a simulated disk they start empty: a node is a machine of
 * its own, and what a service has stored on this one is neither its data nor the same where a seed is run again.
 *
 * <p>They, and what they have at first, are those of the Filesystem Hierarchy Standard 3.0, sections 3 and 5, and the links of the
 * distributions that have moved {@code /var/run} to {@code /run}.
 */
public final class StateDirectories {
    private static final List<String> TOP = List.of("/media", "/mnt", "/run", "/srv", "/tmp", "/var");
    /** Each behind the one that it is in. */
    static final List<String> DIRECTORIES = List.of("/media", "/mnt", "/run", "/run/lock", "/srv", "/var", "/var/cache", "/var/lib",
            "/var/local", "/var/log", "/var/mail", "/var/opt", "/var/spool", "/var/tmp");

    private StateDirectories() {}

    /** Whether a path is in one of them, or is one. */
    public static boolean contain(String path) {
        for (String directory : TOP) {
            if (path.startsWith(directory) && (path.length() == directory.length() || path.charAt(directory.length()) == '/')) {
                return true;
            }
        }
        return false;
    }

    /** With commas between. */
    public static String names() {
        return String.join(", ", TOP);
    }
}
