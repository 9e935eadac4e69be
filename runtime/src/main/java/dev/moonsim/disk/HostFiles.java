package dev.moonsim.disk;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a run sees of the host's files: what is under a path, asked once for all nodes, and the files that its programs have opened.
 *
 * <p>Those are kept with a digest of their content, so that a run which has become another can be traced to a file that has. No part of the run's own digest: what a file says is seen in what programs make of it.
 * The JDK's own files are left out, as the JVM reads some of them once in its life and not once in a run. A JVM reads a file for
 * its digest again only where its size or its time of modification has changed.
 */
public final class HostFiles {
    /** What was found under a path, in this JVM. */
    private record Known(long size, long modified, long digest) {
    }

    private static final Map<String, Known> KNOWN = new ConcurrentHashMap<>();
    private static final String JDK = Encoding.fromProgram(System.getProperty("java.home")) + "/";

    private final TreeMap<String, Long> read = new TreeMap<>();
    /** What the disks of all nodes show of the host; null for nothing. */
    private final Map<String, HostTree.Entry> seen = new HashMap<>();

    /** What the host has under a path, or null: the same for every node at any time of the run. */
    HostTree.Entry look(String path) {
        HostTree.Entry entry = seen.get(path);
        if (entry == null && !seen.containsKey(path)) {
            entry = HostTree.look(path);
            seen.put(path, entry);
        }
        return entry;
    }

    /**
     * A program opens a file.
     *
     * @param shown its name in reports
     */
    void opened(String hostPath, String shown) {
        if (hostPath.startsWith(JDK) || read.containsKey(shown)) {
            return;
        }
        HostTree.Entry entry = HostTree.look(hostPath);
        if (entry == null) {
            return;
        }
        Known known = KNOWN.get(hostPath);
        if (known == null || known.size != entry.size() || known.modified != entry.modified()) {
            known = new Known(entry.size(), entry.modified(), HostTree.digest(hostPath));
            KNOWN.put(hostPath, known);
        }
        read.put(shown, known.digest);
    }

    /** Digests by path; paths below the working directory are relative to it. */
    public Map<String, Long> digests() {
        TreeMap<String, Long> digests = new TreeMap<>();
        read.forEach((path, digest) -> digests.put(Encoding.toProgram(path), digest));
        return digests;
    }
}
