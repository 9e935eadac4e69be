package dev.moonsim.node;

import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import jdk.internal.misc.VM;

/**
 * The JVM's system properties without what it takes from the machine it runs on: its locale, its encodings, its kernel. A node has
 * none of these from the host, as a seed would else be another run on another machine. What the command line of the JVM says with
 * {@code -D} counts.
 */
final class GivenProperties {
    /** What a simulated machine says in place of the host; "" where it says nothing. */
    private static final Map<String, String> MACHINE = Map.ofEntries(
            Map.entry("file.encoding", "UTF-8"),
            Map.entry("native.encoding", "UTF-8"),
            Map.entry("stdin.encoding", "UTF-8"),
            Map.entry("stdout.encoding", "UTF-8"),
            Map.entry("stderr.encoding", "UTF-8"),
            Map.entry("sun.jnu.encoding", "UTF-8"),
            Map.entry("os.version", "6.12.0"),
            Map.entry("java.library.path", "/usr/java/packages/lib:/usr/lib64:/lib64:/lib:/usr/lib"),
            Map.entry("java.vm.info", "mixed mode, sharing"),
            Map.entry("java.vm.compressedOopsMode", ""),
            Map.entry("sun.management.compiler", "HotSpot 64-Bit Tiered Compilers"),
            Map.entry("user.timezone", ""));
    private static final String[] LOCALE = {"user.language", "user.script", "user.country", "user.variant", "user.extensions"};

    private GivenProperties() {}

    /** @param all those of the JVM */
    static Properties of(Properties all) {
        Set<String> given = given();
        Properties properties = new Properties();
        for (String name : all.stringPropertyNames()) {
            if (!name.startsWith("moonsim.")) {
                properties.setProperty(name, all.getProperty(name));
            }
        }
        MACHINE.forEach((name, value) -> {
            if (!given.contains(name)) {
                set(properties, name, value);
            }
        });
        for (String name : LOCALE) {
            for (String category : new String[] {"", ".display", ".format"}) {
                if (!given.contains(name + category)) {
                    properties.remove(name + category);
                }
            }
        }
        if (!given.contains("user.language")) {
            properties.setProperty("user.language", "en");
            if (!given.contains("user.country")) {
                properties.setProperty("user.country", "US");
            }
        }
        return properties;
    }

    private static void set(Properties properties, String name, String value) {
        if (value.isEmpty()) {
            properties.remove(name);
        } else {
            properties.setProperty(name, value);
        }
    }

    /** Names of the properties that the command line sets. */
    private static Set<String> given() {
        Set<String> given = new HashSet<>();
        for (String argument : VM.getRuntimeArguments()) {
            if (argument.startsWith("-D")) {
                int end = argument.indexOf('=');
                given.add(argument.substring(2, end < 0 ? argument.length() : end));
            }
        }
        return given;
    }
}
