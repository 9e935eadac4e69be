package dev.moonsim.disk;

import dev.moonsim.decide.Decisions;
import dev.moonsim.trace.Trace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a run sees of the host's files: what is under a path, asked once for all nodes, what its programs have opened, listed and
 * changed, and what they looked for in vain because it is hidden.
 *
 * <p>The opened ones are kept with a digest of their content, so that a run which has become another can be traced to a file that has. No part of the run's own digest: what a file says is seen in what programs make of it.
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
    private final TreeSet<String> changed = new TreeSet<>();
    private final TreeSet<String> hidden = new TreeSet<>();
    /** What the host has, whether disks show it or not; null for nothing. */
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

    /**
     * A program lists a directory.
     *
     * @param shown its name in reports
     */
    void listed(String hostPath, String shown, Collection<String> names) {
        if (!hostPath.startsWith(JDK)) {
            long digest = 0;
            for (String name : names) {
                digest = Decisions.mix(digest) ^ Trace.hash(name);
            }
            read.putIfAbsent(shown + "/", digest);
        }
    }

    /**
     * A program changes what the host has, on its own disk.
     *
     * @param shown its name in reports
     */
    void changed(String shown) {
        changed.add(shown);
    }

    /** A program looks for a path that is not shown. */
    void missed(String path) {
        if (look(path) != null) {
            hidden.add(path);
        }
    }

    /** Paths below the working directory are relative to it. */
    public HostUse use() {
        TreeMap<String, Long> digests = new TreeMap<>();
        read.forEach((path, digest) -> digests.put(Encoding.toProgram(path), digest));
        return new HostUse(digests, texts(changed), texts(hidden));
    }

    private static List<String> texts(TreeSet<String> paths) {
        List<String> texts = new ArrayList<>(paths.size());
        for (String path : paths) {
            texts.add(Encoding.toProgram(path));
        }
        return texts;
    }
}
