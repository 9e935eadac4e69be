package dev.moonsim.config;

import dev.moonsim.fault.Parameter;
import dev.moonsim.fault.Range;
import dev.moonsim.fault.Ranges;
import dev.moonsim.net.Latency;
import dev.moonsim.net.NetworkModel;
import dev.moonsim.net.NetworkModel.Placed;
import dev.moonsim.net.NetworkModel.StablePort;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code network} of a scenario file: what it is like when nothing is wrong with it, and what faults spare. */
final class NetworkSection {
    private static final List<String> KEYS = List.of("latency", "placed", "pairLatency", "bandwidth", "segment", "sendBuffer",
            "receiveBuffer", "acceptQueue", "stable");
    private static final Pattern BYTES = Pattern.compile("([0-9]{1,12})(B|KB|MB|GB)?");
    private static final int MOST_SEGMENT = 64 * 1024;
    private static final int LEAST_BUFFER = 1024;
    private static final int MOST_BUFFER = 64 << 20;
    private static final int MOST_PORT = 65_535;

    private NetworkSection() {}

    static NetworkModel read(JsonValue json, Cluster cluster) {
        json.checkKeys(KEYS);
        NetworkModel normal = NetworkModel.DEFAULT;
        JsonValue placed = json.get("placed");
        if (placed != null) {
            placed.checkKeys(List.of("host", "machine", "zone", "dataCenter"));
        }
        JsonValue pair = json.get("pairLatency");
        return new NetworkModel(latency(json.get("latency"), normal.latency()),
                placed == null ? Placed.NONE : new Placed(latency(placed.get("host"), null), latency(placed.get("machine"), null),
                        latency(placed.get("zone"), null), latency(placed.get("dataCenter"), null)),
                pair == null ? normal.pairNanos() : Durations.range(pair.text(Durations.RANGE), pair.where()),
                bytes(json.get("bandwidth"), 1, Long.MAX_VALUE, normal.bytesPerSecond()),
                (int) bytes(json.get("segment"), 1, MOST_SEGMENT, normal.segmentBytes()),
                (int) bytes(json.get("sendBuffer"), LEAST_BUFFER, MOST_BUFFER, normal.sendBuffer()),
                (int) bytes(json.get("receiveBuffer"), LEAST_BUFFER, MOST_BUFFER, normal.receiveBuffer()),
                json.get("acceptQueue") == null ? normal.acceptQueue()
                        : (int) json.get("acceptQueue").integer(0, Integer.MAX_VALUE, "a number of connections"),
                stable(json.get("stable"), cluster));
    }

    private static Latency latency(JsonValue json, Latency otherwise) {
        if (json == null) {
            return otherwise;
        }
        if (!json.isObject()) {
            return new Latency.Uniform(range(json));
        }
        if (json.get("min") != null || json.get("mean") != null) {
            json.checkKeys(List.of("min", "mean"));
            long min = nanos(json.require("min", "the shortest time"));
            long mean = nanos(json.require("mean", "the mean time"));
            if (mean < min) {
                throw json.get("mean").error("is less than min");
            }
            return new Latency.Exponential(min, mean);
        }
        json.checkKeys(List.of("fast", "slow", "slowShare"));
        JsonValue share = json.require("slowShare", "the share of segments that are slow, such as 0.001");
        return new Latency.Bimodal(range(json.require("fast", "a range of durations")),
                range(json.require("slow", "a range of durations")), probability(share));
    }

    private static Range range(JsonValue json) {
        return Durations.range(json.text(Durations.RANGE), json.where());
    }

    private static long nanos(JsonValue json) {
        return Durations.nanos(json.text("a duration in quotes, such as \"1ms\""), json.where());
    }

    private static double probability(JsonValue json) {
        try {
            return (double) Ranges.parse(json.scalar("a number"), Parameter.Unit.PROBABILITY).min()
                    / Parameter.Unit.PROBABILITY.scale();
        } catch (IllegalArgumentException e) {
            throw json.error(e.getMessage());
        }
    }

    private static long bytes(JsonValue json, long least, long most, long otherwise) {
        if (json == null) {
            return otherwise;
        }
        Matcher text = BYTES.matcher(json.scalar("a number of bytes"));
        if (!text.matches()) {
            throw json.error("\"" + json.scalar("") + "\" is no number of bytes, want one such as 1460, 64KB or 10MB");
        }
        long unit = text.group(2) == null ? 1 : switch (text.group(2)) {
            case "KB" -> 1_000;
            case "MB" -> 1_000_000;
            case "GB" -> 1_000_000_000;
            default -> 1;
        };
        long bytes;
        try {
            bytes = Math.multiplyExact(Long.parseLong(text.group(1)), unit);
        } catch (ArithmeticException e) {
            bytes = Long.MAX_VALUE;
        }
        if (bytes < least || bytes > most) {
            throw json.error("is " + bytes + " bytes, want " + least + (most == Long.MAX_VALUE ? " or more" : " to " + most));
        }
        return bytes;
    }

    /** {@code 7000} or {@code "kv:7000"}. */
    private static List<StablePort> stable(JsonValue json, Cluster cluster) {
        List<StablePort> stable = new ArrayList<>();
        if (json != null) {
            for (JsonValue one : json.elements("a list of ports, such as [7000, \"kv:8080\"]")) {
                String text = one.scalar("a port, such as 7000 or \"kv:7000\"");
                int colon = text.lastIndexOf(':');
                String node = colon < 0 ? null : text.substring(0, colon);
                String port = text.substring(colon + 1);
                if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > MOST_PORT || Integer.parseInt(port) == 0) {
                    throw one.error("\"" + text + "\" is no port, want one such as 7000 or \"kv:7000\"");
                }
                if (node != null && !cluster.knows(node)) {
                    throw one.error("\"" + node + "\" is no group or node of this scenario");
                }
                stable.add(new StablePort(node, Integer.parseInt(port)));
            }
        }
        return List.copyOf(stable);
    }
}
