package dev.moonsim.disk;

import dev.moonsim.node.Program;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What of a hidden directory of the host shows all the same: what the node's command line names. */
final class VisiblePaths {
    private VisiblePaths() {}

    /** Sorted, so that a directory comes before what lies in it. */
    static Iterable<String> under(String hidden, List<Program> programs) {
        List<String> candidates = new ArrayList<>();
        for (Program program : programs) {
            if (program.workingDirectory() != null) {
                candidates.add(program.workingDirectory().toString());
            }
            for (Path entry : program.classPath()) {
                candidates.add(entry.toString());
            }
            for (String arg : program.args()) {
                candidates.add(arg);
                candidates.add(arg.substring(arg.indexOf('=') + 1));
            }
            candidates.addAll(program.properties().values());
        }
        candidates.add(System.getProperty("java.home"));
        TreeSet<String> shown = new TreeSet<>();
        for (String candidate : candidates) {
            if (candidate.startsWith(hidden + "/")) {
                shown.add(Encoding.fromProgram(Path.of(candidate).normalize().toString()));
            }
        }
        return shown;
    }
}
