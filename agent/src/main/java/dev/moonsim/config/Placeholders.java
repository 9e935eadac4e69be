package dev.moonsim.config;

import dev.moonsim.config.Cluster.Members;
import dev.moonsim.node.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code ${ip}} and the like in arguments, properties and environment of a scenario.
 *
 * <pre>
 * ${name} ${ip} ${index} ${count}   of this machine; the index counts from 0 within its group
 * ${version} ${tag:NAME}            the version that it runs; the value of a tag
 * ${dc} ${zone} ${machine}          where it stands
 * ${peers} ${others}                addresses of its group, with and without its own, commas between
 * ${ip:NAME}                        address of a machine, or of a group that has only one
 * ${ips:GROUP}                      addresses of a group
 * </pre>
 *
 * {@code peers}, {@code others} and {@code ips:GROUP} take a further {@code :PORT}, which follows each address.
 * {@code $${} stands for {@code ${}.
 */
final class Placeholders {
    private static final List<String> KNOWN = List.of("name", "ip", "index", "count", "version", "dc", "zone", "machine",
            "tag:NAME", "peers", "others", "ip:NAME", "ips:GROUP");
    private final List<Members> groups;

    Placeholders(List<Members> groups) {
        this.groups = groups;
    }

    /** Whose placeholders are replaced. */
    record Machine(Members group, int index, Map<String, String> tags, String version) {
        Placement place() {
            return group.places().get(index);
        }
    }

    String replaced(JsonValue json, String text, Machine machine) {
        StringBuilder result = new StringBuilder();
        int i = 0;
        while (true) {
            int start = text.indexOf("${", i);
            if (start < 0) {
                return result.append(text, i, text.length()).toString();
            }
            if (start > i && text.charAt(start - 1) == '$') {
                result.append(text, i, start - 1).append("${");
                i = start + 2;
                continue;
            }
            int end = text.indexOf('}', start);
            if (end < 0) {
                throw json.error("\"" + text + "\" has a ${ without its }, want ${ip} (or $${ for the characters themselves)");
            }
            result.append(text, i, start).append(value(json, text.substring(start + 2, end), machine));
            i = end + 1;
        }
    }

    private String value(JsonValue json, String placeholder, Machine machine) {
        Members group = machine.group;
        int index = machine.index;
        String[] parts = placeholder.split(":", -1);
        switch (parts[0]) {
            case "version", "dc", "zone", "machine" -> {
                if (parts.length == 1) {
                    return switch (parts[0]) {
                        case "version" -> machine.version;
                        case "dc" -> machine.place().dataCenter();
                        case "zone" -> machine.place().zone();
                        default -> machine.place().machine();
                    };
                }
            }
            case "tag" -> {
                if (parts.length == 2) {
                    String value = machine.tags.get(parts[1]);
                    if (value == null) {
                        throw json.error("${" + placeholder + "}: the group has no such tag"
                                + Suggestion.forWord(parts[1], machine.tags.keySet()));
                    }
                    return value;
                }
            }
            case "name", "ip", "index", "count" -> {
                if (parts.length == 1) {
                    return switch (parts[0]) {
                        case "name" -> group.group().member(index);
                        case "ip" -> group.ips().get(index);
                        case "index" -> Integer.toString(index);
                        default -> Integer.toString(group.ips().size());
                    };
                }
                if (parts[0].equals("ip") && parts.length == 2) {
                    return ipOf(json, parts[1]);
                }
            }
            case "peers", "others" -> {
                if (parts.length <= 2) {
                    List<String> ips = new ArrayList<>(group.ips());
                    if (parts[0].equals("others")) {
                        ips.remove(index);
                    }
                    return joined(json, ips, parts.length == 2 ? parts[1] : null);
                }
            }
            case "ips" -> {
                if (parts.length == 2 || parts.length == 3) {
                    return joined(json, groupNamed(json, parts[1]).ips(), parts.length == 3 ? parts[2] : null);
                }
            }
            default -> {
                // unknown, as is a known one with too many parts
            }
        }
        throw json.error("${" + placeholder + "}: unknown placeholder" + Suggestion.forWord(placeholder, KNOWN));
    }

    private static String joined(JsonValue json, List<String> ips, String port) {
        if (port == null) {
            return String.join(",", ips);
        }
        if (!port.matches("[0-9]{1,5}")) {
            throw json.error("\"" + port + "\" is no port number");
        }
        List<String> addresses = new ArrayList<>();
        for (String ip : ips) {
            addresses.add(ip + ":" + port);
        }
        return String.join(",", addresses);
    }

    private String ipOf(JsonValue json, String name) {
        List<String> names = new ArrayList<>();
        for (Members group : groups) {
            for (int i = 0; i < group.ips().size(); i++) {
                if (group.group().member(i).equals(name)) {
                    return group.ips().get(i);
                }
                names.add(group.group().member(i));
            }
        }
        throw json.error("${ip:" + name + "}: nothing has that name" + Suggestion.forWord(name, names));
    }

    private Members groupNamed(JsonValue json, String name) {
        List<String> names = new ArrayList<>();
        for (Members group : groups) {
            if (group.group().name().equals(name)) {
                return group;
            }
            names.add(group.group().name());
        }
        throw json.error("${ips:" + name + "}: no group has that name" + Suggestion.forWord(name, names));
    }
}
