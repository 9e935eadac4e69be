package dev.moonsim.config;

import dev.moonsim.disk.DiskModel;
import dev.moonsim.disk.DiskProfile;
import dev.moonsim.disk.HostPaths;
import dev.moonsim.disk.StateDirectories;
import dev.moonsim.fault.Range;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The {@code disk} of a scenario file: what all nodes have. */
public final class DiskSection {
    private static final List<String> KEYS = List.of("profile", "operations", "bytes", "read", "sync", "tolerance", "show", "hide");

    private DiskSection() {}

    static DiskModel read(JsonValue json) {
        json.checkKeys(KEYS);
        DiskModel normal = DiskModel.DEFAULT;
        JsonValue profile = json.get("profile");
        return new DiskModel(
                profile == null ? normal.profile() : profile(profile.text("the name of a profile: " + String.join(", ", labels())), profile.where()),
                number(json, "operations", normal.operations(), "operations a second"),
                number(json, "bytes", normal.bytes(), "bytes a second"),
                latency(json, "read", normal.read()), latency(json, "sync", normal.sync()),
                (int) (json.get("tolerance") == null ? normal.tolerance()
                        : json.get("tolerance").integer(0, 1_000_000, "how many nodes of a group may lose stored data")),
                new HostPaths(paths(json, "show", true), paths(json, "hide", false)));
    }

    private static List<String> paths(JsonValue json, String key, boolean shown) {
        List<String> paths = new ArrayList<>();
        if (json.get(key) != null) {
            for (JsonValue element : json.get(key).elements("a list of paths")) {
                String path = element.text("a path");
                paths.add(shown ? shown(path, element.where()) : path(path, element.where()));
            }
        }
        return paths;
    }

    /** Paths of the host with commas between that show though they are within directories of a machine's own state. */
    public static HostPaths show(String paths, String where) {
        List<String> shown = new ArrayList<>();
        for (String path : paths.split(",", -1)) {
            shown.add(shown(path, where));
        }
        return new HostPaths(shown, List.of());
    }

    /** Paths of the host with commas between that do not show. */
    public static HostPaths hide(String paths, String where) {
        List<String> hidden = new ArrayList<>();
        for (String path : paths.split(",", -1)) {
            hidden.add(path(path, where));
        }
        return new HostPaths(List.of(), hidden);
    }

    private static String shown(String path, String where) {
        path(path, where);
        if (!path.startsWith("/") || !StateDirectories.contain(Path.of(path).normalize().toString())) {
            throw new UsageError(where + ": \"" + path + "\" shows in any case, want a path within " + StateDirectories.names());
        }
        if (!Files.exists(Path.of(path))) {
            throw new UsageError(where + ": \"" + path + "\" is not there, want a file or directory of this machine");
        }
        return path;
    }

    private static String path(String path, String where) {
        if (path.isBlank()) {
            throw new UsageError(where + ": is empty, want a path");
        }
        try {
            return Path.of(path).toString();
        } catch (InvalidPathException e) {
            throw new UsageError(where + ": \"" + path + "\" is no path");
        }
    }

    private static long number(JsonValue json, String key, long normal, String what) {
        return json.get(key) == null ? normal : json.get(key).integer(1, Long.MAX_VALUE, what + ", 1 or more");
    }

    private static Range latency(JsonValue json, String key, Range normal) {
        JsonValue value = json.get(key);
        return value == null ? normal : Durations.range(value.text(Durations.RANGE), value.where());
    }

    /**
     * The profile of a name.
     *
     * @param where named in the complaint about an unknown one
     */
    public static DiskProfile profile(String name, String where) {
        DiskProfile profile = DiskProfile.of(name);
        if (profile == null) {
            throw new UsageError(where + ": \"" + name + "\", want " + String.join(", ", labels().subList(0, labels().size() - 1))
                    + " or " + labels().getLast());
        }
        return profile;
    }

    private static List<String> labels() {
        List<String> labels = new ArrayList<>();
        for (DiskProfile profile : DiskProfile.values()) {
            labels.add(profile.label());
        }
        return labels;
    }
}
