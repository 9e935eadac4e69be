package dev.moonsim.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * JDK classes that the JVM has loaded before an agent starts: which of them call something hooked everywhere. Looking
 * through all of them at each start would cost more than the rest of it, so a list says what is known, and only a class
 * that it does not know is looked through. A test compares the list with the running JDK.
 */
final class EarlyClasses {
    /** A line is one of these and an internal name. */
    private static final char HOOKED = '+';
    private static final char PLAIN = '-';

    private final Map<String, Boolean> known = new HashMap<>();
    private final Rewriter rewriter;

    EarlyClasses(Rewriter rewriter) {
        this.rewriter = rewriter;
        String text = EarlyClassList.TEXT;
        int start = 0;
        for (int end; (end = text.indexOf('\n', start)) >= 0; start = end + 1) {
            known.put(text.substring(start + 1, end), text.charAt(start) == HOOKED);
        }
    }

    /** Whether a loaded class of the boot loader must be rewritten for the calls it makes. */
    boolean areHookedIn(Class<?> type, String name) {
        Boolean answer = known.get(name);
        return answer != null ? answer : look(type, name);
    }

    private boolean look(Class<?> type, String name) {
        try (InputStream in = type.getModule().getResourceAsStream(name.concat(".class"))) {
            return in != null && rewriter.needs(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The list as it should be for these loaded classes: for the test, and for whoever brings it up to date. */
    String list(Class<?>[] loaded) {
        Map<String, Boolean> all = new TreeMap<>(known);
        for (Class<?> type : loaded) {
            if (isCandidate(type)) {
                String name = type.getName().replace('.', '/');
                all.put(name, look(type, name));
            }
        }
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, Boolean> entry : all.entrySet()) {
            text.append(entry.getValue() ? HOOKED : PLAIN).append(entry.getKey()).append('\n');
        }
        return text.toString();
    }

    static boolean isCandidate(Class<?> type) {
        return type.getClassLoader() == null && !type.isArray() && !type.isPrimitive() && !type.isHidden()
                && !type.getName().startsWith("dev.moonsim.");
    }
}
