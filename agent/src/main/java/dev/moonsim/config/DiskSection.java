package dev.moonsim.config;

import dev.moonsim.disk.DiskProfile;
import java.util.ArrayList;
import java.util.List;

/** The {@code disk} of a scenario file: what all nodes have. */
public final class DiskSection {
    private static final List<String> KEYS = List.of("profile");

    private DiskSection() {}

    static DiskProfile profile(JsonValue json) {
        json.checkKeys(KEYS);
        JsonValue profile = json.require("profile", "what a power cut may leave: " + String.join(", ", labels()));
        return profile(profile.text("the name of a profile"), profile.where());
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
