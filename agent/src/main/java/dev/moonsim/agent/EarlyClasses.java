package dev.moonsim.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * JDK classes that the JVM has loaded before an agent starts and that call something hooked everywhere. To look through
 * all loaded classes at each start would cost more than the rest of it; a test compares this list with the running JDK.
 */
final class EarlyClasses {
    private static final String RESOURCE = "early-classes.txt";

    private EarlyClasses() {}

    static Set<String> names() {
        try (InputStream in = EarlyClasses.class.getResourceAsStream(RESOURCE)) {
            return Set.copyOf(Arrays.asList(new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\n")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Prints what the list should hold: for the test, and for whoever brings it up to date. */
    static void print(Rewriter rewriter, Class<?>[] loaded) {
        Set<String> needed = new TreeSet<>();
        for (Class<?> type : loaded) {
            if (type.isArray() || type.getClassLoader() != null || type.isHidden()
                    || type.getName().startsWith("dev.moonsim.")) {
                continue;
            }
            String name = type.getName().replace('.', '/');
            try (InputStream in = type.getModule().getResourceAsStream(name + ".class")) {
                if (in != null && rewriter.needs(in.readAllBytes())) {
                    needed.add(name);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        System.err.println("early-classes " + String.join(" ", needed));
    }
}
