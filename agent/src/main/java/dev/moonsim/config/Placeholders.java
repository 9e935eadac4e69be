package dev.moonsim.config;

import dev.moonsim.config.ScenarioFile.Group;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code ${ip}} and the like in arguments, properties and environment of a scenario.
 *
 * <pre>
 * ${name} ${ip} ${index} ${count}   of this machine; the index counts from 0 within its group
 * ${peers} ${others}                addresses of its group, with and without its own, commas between
 * ${ip:NAME}                        address of a machine, or of a group that has only one
 * ${ips:GROUP}                      addresses of a group
 * </pre>
 *
 * {@code peers}, {@code others} and {@code ips:GROUP} take a further {@code :PORT}, which follows each address.
 * {@code $${} stands for {@code ${}.
 */
final class Placeholders {
    private static final List<String> KNOWN = List.of("name", "ip", "index", "count", "peers", "others", "ip:NAME",
            "ips:GROUP");
    private final List<Group> groups;

    Placeholders(List<Group> groups) {
        this.groups = groups;
    }

    String replaced(JsonValue json, String text, Group group, int index) {
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
            result.append(text, i, start).append(value(json, text.substring(start + 2, end), group, index));
            i = end + 1;
        }
    }

    private String value(JsonValue json, String placeholder, Group group, int index) {
        String[] parts = placeholder.split(":", -1);
        switch (parts[0]) {
            case "name", "ip", "index", "count" -> {
                if (parts.length == 1) {
                    return switch (parts[0]) {
                        case "name" -> group.member(index);
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
        for (Group group : groups) {
            for (int i = 0; i < group.ips().size(); i++) {
                if (group.member(i).equals(name)) {
                    return group.ips().get(i);
                }
                names.add(group.member(i));
            }
        }
        throw json.error("${ip:" + name + "}: nothing has that name" + Suggestion.forWord(name, names));
    }

    private Group groupNamed(JsonValue json, String name) {
        List<String> names = new ArrayList<>();
        for (Group group : groups) {
            if (group.name().equals(name)) {
                return group;
            }
            names.add(group.name());
        }
        throw json.error("${ips:" + name + "}: no group has that name" + Suggestion.forWord(name, names));
    }
}
