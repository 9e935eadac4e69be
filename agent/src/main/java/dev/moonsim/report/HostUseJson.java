package dev.moonsim.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.moonsim.config.JsonValue;
import dev.moonsim.disk.HostUse;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a run saw of the host, as members of its report and behind the events of its trace. Members without content are left out. */
final class HostUseJson {
    static final String FILES = "hostFiles";
    static final String CHANGED = "changedHostFiles";
    private static final String HIDDEN = "hiddenHostFiles";

    private HostUseJson() {}

    static void write(JsonGenerator json, HostUse host) throws IOException {
        if (!host.digests().isEmpty()) {
            json.writeObjectFieldStart(FILES);
            for (Map.Entry<String, Long> file : host.digests().entrySet()) {
                json.writeStringField(file.getKey(), "%016x".formatted(file.getValue()));
            }
            json.writeEndObject();
        }
        paths(json, CHANGED, host.changed());
        paths(json, HIDDEN, host.hidden());
    }

    private static void paths(JsonGenerator json, String name, List<String> paths) throws IOException {
        if (!paths.isEmpty()) {
            json.writeArrayFieldStart(name);
            for (String path : paths) {
                json.writeString(path);
            }
            json.writeEndArray();
        }
    }

    static HostUse read(JsonValue json) {
        Map<String, Long> digests = new LinkedHashMap<>();
        if (json.get(FILES) != null) {
            json.get(FILES).object().forEach(
                    (path, digest) -> digests.put(path, new BigInteger(digest.text("a digest"), 16).longValue()));
        }
        return new HostUse(digests, paths(json, CHANGED), paths(json, HIDDEN));
    }

    private static List<String> paths(JsonValue json, String name) {
        List<String> paths = new ArrayList<>();
        if (json.get(name) != null) {
            for (JsonValue path : json.get(name).elements("a list of paths")) {
                paths.add(path.text("a path"));
            }
        }
        return paths;
    }
}
