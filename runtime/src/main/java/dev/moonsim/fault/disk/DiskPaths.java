package dev.moonsim.fault.disk;

import dev.moonsim.fault.FaultKind;
import dev.moonsim.fault.FaultSettings;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The parameter of faults that are aimed at files by their paths. */
final class DiskPaths {
    private DiskPaths() {}

    /** Adds it to a kind. */
    static FaultKind checked(FaultKind kind) {
        return kind.pattern("path", "a regular expression found in the paths of the files that it may concern; all files by default")
                .checks(settings -> {
                    try {
                        pattern(settings);
                        return null;
                    } catch (PatternSyntaxException e) {
                        return "path: " + e.getDescription() + " in the regular expression " + settings.word("path");
                    }
                });
    }

    /** Whether it may concern a file or directory. */
    static boolean concern(Pattern pattern, String path) {
        return pattern == null || pattern.matcher(path).find();
    }

    /** Null where it concerns all files. */
    static Pattern pattern(FaultSettings settings) {
        String path = settings.word("path");
        return path == null ? null : Pattern.compile(path);
    }
}
