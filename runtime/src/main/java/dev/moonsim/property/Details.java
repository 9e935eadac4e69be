package dev.moonsim.property;

import java.util.Map;
import java.util.TreeMap;

/** Details of an evaluation as one line of text. It runs the program's own {@code toString}, as the program. */
final class Details {
    private static final int LONGEST = 2_000;

    private Details() {}

    static String text(Object details) {
        if (details == null) {
            return "";
        }
        String text;
        try {
            if (details instanceof Map<?, ?> map) {
                // The order of Map.of is another one for each seed.
                TreeMap<String, String> sorted = new TreeMap<>();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    sorted.put(String.valueOf(entry.getKey()), String.valueOf(entry.getValue()));
                }
                text = sorted.isEmpty() ? "" : sorted.toString();
            } else {
                text = details.toString();
            }
        } catch (RuntimeException e) {
            text = "(no details: " + e.getClass().getName() + ")";
        }
        return oneLine(text);
    }

    static String oneLine(String text) {
        String line = text == null ? "" : text.replace('\n', ' ').replace('\r', ' ');
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
