package dev.moonsim.agent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tables in {@code natives}; the first of them says how they read. */
final class NativesTable {
    private static final String[] FILES = {"java.base", "java.base-internal", "java.desktop", "others"};
    /** How far the names of an entry are indented where they take several lines. */
    private static final String CONTINUED = " ".repeat(14);

    enum Kind { MEMORY, SIMULATED, HOST, REFUSED }

    /**
     * @param type a class, or the beginning of the names of several and a star
     * @param name a method, or a star for all of them
     * @param hooks in whose place a hook stands; empty for the native's own calls
     */
    record Entry(String module, String type, String name, Kind kind, List<String> hooks, String why) {
        @Override
        public String toString() {
            return module + " " + type + "." + name;
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Entry> exact = new HashMap<>();
    private String module;
    private String type;

    private NativesTable() {}

    static NativesTable read() {
        NativesTable table = new NativesTable();
        for (String file : FILES) {
            try (BufferedReader in = new BufferedReader(new InputStreamReader(
                    NativesTable.class.getResourceAsStream("/natives/" + file + ".txt"), StandardCharsets.UTF_8))) {
                StringBuilder entry = new StringBuilder();
                for (String line : (Iterable<String>) in.lines()::iterator) {
                    if (!line.startsWith(CONTINUED)) {
                        table.add(entry.toString());
                        entry.setLength(0);
                    }
                    entry.append(line).append(' ');
                }
                table.add(entry.toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return table;
    }

    private void add(String line) {
        if (line.isBlank() || line.startsWith("#")) {
            return;
        }
        if (line.startsWith("module ")) {
            module = line.substring("module ".length()).trim();
        } else if (!line.startsWith(" ")) {
            type = line.trim();
        } else {
            String[] why = line.split(" : ", 2);
            String[] above = why[0].split(" < ", 2);
            String[] words = above[0].trim().split("\\s+");
            Kind kind = Kind.valueOf(words[0].toUpperCase(java.util.Locale.ROOT));
            List<String> hooks = above.length == 1 ? List.of() : List.of(above[1].trim().split("\\s+"));
            for (String name : Arrays.asList(words).subList(1, words.length)) {
                Entry entry = new Entry(module, type, name, kind, hooks, why.length == 1 ? "" : why[1].trim());
                entries.add(entry);
                if (exact.put(key(module, type, name), entry) != null) {
                    throw new IllegalStateException("twice in the tables: " + entry);
                }
            }
        }
    }

    private static String key(String module, String type, String name) {
        return module + "/" + type + "." + name;
    }

    List<Entry> entries() {
        return entries;
    }

    /** Null where the tables do not know it; of several groups the first. */
    Entry find(JdkNatives.Native method) {
        Entry entry = exact.get(key(method.module(), method.type(), method.name()));
        if (entry != null) {
            return entry;
        }
        for (Entry group : entries) {
            if (group.name().equals("*") && group.module().equals(method.module()) && isOf(method.type(), group.type())) {
                return group;
            }
        }
        return null;
    }

    private static boolean isOf(String type, String group) {
        return group.endsWith("*") ? type.startsWith(group.substring(0, group.length() - 1)) : type.equals(group);
    }
}
