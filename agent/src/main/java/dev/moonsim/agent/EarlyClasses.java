package dev.moonsim.agent;

import java.util.Set;

/**
 * JDK classes that the JVM has loaded before an agent starts and that call something hooked everywhere. Retransforming all
 * loaded classes to find them costs more than the rest of the start; a test compares this list with the running JDK.
 */
final class EarlyClasses {
    private EarlyClasses() {}

    static Set<String> names() {
        return Set.of();
    }
}
