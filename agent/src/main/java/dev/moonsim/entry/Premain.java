package dev.moonsim.entry;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;

/**
 * What {@code -javaagent:moonsim.jar} calls. Compiled for Java 8, so that an old JDK gets a sentence and not an
 * {@code UnsupportedClassVersionError}.
 */
public final class Premain {
    private Premain() {}

    /** @param arguments none are taken: everything is configured by {@code -Dmoonsim.} properties */
    public static void premain(String arguments, Instrumentation instrumentation) throws Throwable {
        if (Jdk.runningFeature() < Jdk.OLDEST) {
            Jdk found = Jdk.findQuietly();
            fail("Java " + System.getProperty("java.version") + " at " + System.getProperty("java.home")
                    + " is too old: Moonsim needs JDK " + Jdk.OLDEST + " or newer"
                    + (found == null ? "" : ", such as " + found.java()));
        }
        if (arguments != null && !arguments.isEmpty()) {
            fail("-javaagent: \"" + arguments + "\": the agent takes no arguments after '=', use -Dmoonsim.seed=42 and the like");
        }
        Class<?> agent;
        try {
            agent = Class.forName("dev.moonsim.agent.Agent", true, null);
        } catch (ClassNotFoundException e) {
            // The manifest's Boot-Class-Path names the file.
            fail("-javaagent: the file must be called moonsim.jar, or the JVM cannot find the rest of it");
            return;
        }
        try {
            agent.getMethod("premain", String.class, Instrumentation.class).invoke(null, arguments, instrumentation);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static void fail(String line) {
        System.err.println("moonsim: " + line);
        System.err.flush();
        Runtime.getRuntime().halt(2);
    }
}
