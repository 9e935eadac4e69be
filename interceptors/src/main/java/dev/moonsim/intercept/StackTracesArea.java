package dev.moonsim.intercept;

import dev.moonsim.jdk.JdkInternals;
import dev.moonsim.jdk.StackTraces;
import dev.moonsim.sched.Task;

/**
 * Stack traces as the plain JVM shows them: without the frames of the simulation, and without the name of the boot's class
 * loader, which plays the JVM's own application loader. Costs nothing until a trace is looked at. With
 * {@code -Dmoonsim.debug=true} all frames are shown.
 */
public final class StackTracesArea implements Area {
    private static final boolean EVERYTHING = Boolean.getBoolean("moonsim.debug");

    @Override
    public void declare(Catalog c) {
        StackTraces.initialise();
        Class<StackTracesArea> by = StackTracesArea.class;
        String element = "java/lang/StackTraceElement";
        c.body(element, "computeFormat", "()V").when("isOfANode").by(by, "formatAsBuiltIn");
        c.body(element, "of", "([Ljava/lang/StackTraceElement;)[Ljava/lang/StackTraceElement;").when("showTheSimulation")
                .by(by, "ofTheProgram");
        c.body("java/lang/StackStreamFactory", "isReflectionFrame", "(Ljava/lang/Class;)Z").when("isOfTheSimulation")
                .by(by, "isSkipped");
    }

    public static boolean isOfANode(StackTraceElement element) {
        return StackTraces.isOfANode(element);
    }

    public static void formatAsBuiltIn(StackTraceElement element) {
        StackTraces.formatAsBuiltIn(element);
    }

    public static boolean showTheSimulation(StackTraceElement[] frames) {
        return !EVERYTHING && (StackTraces.standOnATask(frames) || Task.isSimulated() && StackTraces.showTheSimulation(frames));
    }

    public static StackTraceElement[] ofTheProgram(StackTraceElement[] frames) {
        StackTraceElement[] shown = StackTraces.withoutBottom(frames);
        return StackTraces.complete(Task.isSimulated() ? StackTraces.withoutHandlers(shown) : shown);
    }

    /** The same of a stack whose elements are complete. */
    static StackTraceElement[] shown(StackTraceElement[] frames) {
        return EVERYTHING ? frames : StackTraces.withoutHandlers(StackTraces.withoutBottom(frames));
    }

    /** For a program that walks its own stack. */
    public static boolean isOfTheSimulation(Class<?> type) {
        if (EVERYTHING || type.getClassLoader() != null) {
            return false;
        }
        Task task = Task.current();
        return task != null && (type.getName().startsWith("dev.moonsim.")
                || task.isFacade() && type == task.virtualThread().getClass());
    }

    public static boolean isSkipped(Class<?> type) {
        return true;
    }
}
