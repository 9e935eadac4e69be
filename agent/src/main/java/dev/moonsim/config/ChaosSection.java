package dev.moonsim.config;

import dev.moonsim.fault.Chaos;
import dev.moonsim.fault.Chaos.Attrition;
import dev.moonsim.fault.Chaos.NetworkChaos;
import dev.moonsim.fault.Chaos.Range;
import java.util.List;

/** The {@code chaos} of a scenario file. What is not named there is off; absent or {@code "off"} means no fault at all. */
final class ChaosSection {
    private static final long DEFAULT_DURATION = 60_000_000_000L;
    private static final Range DEFAULT_INTERVAL = new Range(5_000_000_000L, 15_000_000_000L);
    private static final Range DEFAULT_RECOVERY = new Range(1_000_000_000L, 10_000_000_000L);
    private static final Range DEFAULT_PARTITION = new Range(1_000_000_000L, 5_000_000_000L);
    private static final String RANGE = "a range of durations in quotes, such as \"2s..10s\"";

    private ChaosSection() {}

    static Chaos read(JsonValue json) {
        if (json == null) {
            return Chaos.OFF;
        }
        if (json.isText()) {
            if (json.text("").equals("off")) {
                return Chaos.OFF;
            }
            throw json.error("is the text \"" + json.text("") + "\", want \"off\" or an object {...}");
        }
        json.checkKeys(List.of("attrition", "network", "duration"));
        Attrition attrition = json.get("attrition") == null ? null : attrition(json.get("attrition"));
        NetworkChaos network = json.get("network") == null ? NetworkChaos.CALM : network(json.get("network"));
        long duration = DEFAULT_DURATION;
        if (json.get("duration") != null) {
            duration = ScenarioFile.positive(json.get("duration"));
        }
        boolean faults = attrition != null || network.partitionInterval() != null;
        return new Chaos(attrition, network, faults ? duration : 0);
    }

    private static Attrition attrition(JsonValue json) {
        json.checkKeys(List.of("interval", "maxDead", "crash", "graceful", "wipe", "recovery"));
        int crash = weight(json, "crash", 2);
        int graceful = weight(json, "graceful", 1);
        int wipe = weight(json, "wipe", 0);
        if (crash + graceful + wipe == 0) {
            throw json.error("crash, graceful and wipe are all 0, want one of them above 0 (or no attrition at all)");
        }
        JsonValue maxDead = json.get("maxDead");
        return new Attrition(range(json.get("interval"), DEFAULT_INTERVAL),
                maxDead == null ? 1 : (int) maxDead.integer(1, 1000, "a whole number from 1"), crash, graceful, wipe,
                range(json.get("recovery"), DEFAULT_RECOVERY));
    }

    private static int weight(JsonValue json, String key, int otherwise) {
        JsonValue weight = json.get(key);
        return weight == null ? otherwise : (int) weight.integer(0, 1_000_000, "a weight, a whole number from 0");
    }

    private static NetworkChaos network(JsonValue json) {
        json.checkKeys(List.of("latency", "partitions"));
        Range latency = NetworkChaos.CALM.latency();
        if (json.get("latency") != null) {
            latency = Durations.range(json.get("latency").text(RANGE), json.get("latency").where());
        }
        JsonValue partitions = json.get("partitions");
        if (partitions == null) {
            return new NetworkChaos(latency, null, null);
        }
        partitions.checkKeys(List.of("interval", "duration"));
        return new NetworkChaos(latency, range(partitions.get("interval"), DEFAULT_INTERVAL),
                range(partitions.get("duration"), DEFAULT_PARTITION));
    }

    private static Range range(JsonValue json, Range otherwise) {
        if (json == null) {
            return otherwise;
        }
        Range range = Durations.range(json.text(RANGE), json.where());
        if (range.max() == 0) {
            throw json.error("is zero, want a longer duration");
        }
        return range;
    }
}
