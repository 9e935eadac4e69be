package dev.moonsim.config;

import dev.moonsim.disk.DiskModel;
import dev.moonsim.disk.DiskProfile;
import dev.moonsim.fault.Range;
import java.util.ArrayList;
import java.util.List;

/** The {@code disk} of a scenario file: what all nodes have. */
public final class DiskSection {
    private static final List<String> KEYS = List.of("profile", "operations", "bytes", "read", "sync", "tolerance");

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
                        : json.get("tolerance").integer(0, 1_000_000, "how many nodes of a group may lose stored data")));
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
