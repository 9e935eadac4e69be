package dev.moonsim.property;

import dev.moonsim.api.spi.PropertyKind;
import dev.moonsim.decide.Domain;
import dev.moonsim.node.Node;
import dev.moonsim.run.Simulation;
import dev.moonsim.sched.Task;
import dev.moonsim.trace.EventKind;
import dev.moonsim.trace.Trace;
import java.util.List;
import java.util.Map;

/**
 * What the public methods of the Antithesis SDK for Java ({@code com.antithesis:sdk}, 1.4) do in a simulation: the agent
 * puts calls of these in the place of their bodies, by name and parameters. Parameters of the SDK's types and of Jackson's
 * are objects here.
 */
public final class AntithesisSdk {
    private AntithesisSdk() {}

    private static void evaluate(PropertyKind kind, String message, boolean condition, Object details) {
        Task task = Task.current();
        if (task != null) {
            properties(task).evaluate(task, kind, message, condition, details);
        }
    }

    private static RunProperties properties(Task task) {
        return task.boot.simulation().properties();
    }

    // ---- Assert ----

    public static void always(boolean condition, String message, Object details) {
        evaluate(PropertyKind.ALWAYS, message, condition, details);
    }

    public static void alwaysOrUnreachable(boolean condition, String message, Object details) {
        evaluate(PropertyKind.ALWAYS_OR_UNREACHABLE, message, condition, details);
    }

    public static void sometimes(boolean condition, String message, Object details) {
        evaluate(PropertyKind.SOMETIMES, message, condition, details);
    }

    public static void unreachable(String message, Object details) {
        evaluate(PropertyKind.UNREACHABLE, message, false, details);
    }

    public static void reachable(String message, Object details) {
        evaluate(PropertyKind.REACHABLE, message, true, details);
    }

    /** @param hit false for an entry of a catalogue: the assertion exists */
    public static void rawAssert(Object type, String display, String className, String function, String file, int line,
            int column, String id, boolean condition, String message, Object details, boolean hit, boolean mustHit) {
        Task task = Task.current();
        if (task == null) {
            return;
        }
        PropertyKind kind = switch (String.valueOf(type)) {
            case "Always" -> mustHit ? PropertyKind.ALWAYS : PropertyKind.ALWAYS_OR_UNREACHABLE;
            case "Sometimes" -> PropertyKind.SOMETIMES;
            default -> mustHit ? PropertyKind.REACHABLE : PropertyKind.UNREACHABLE;
        };
        if (hit) {
            evaluate(kind, message, kind == PropertyKind.REACHABLE || condition && kind != PropertyKind.UNREACHABLE, details);
        } else {
            properties(task).known(kind, message);
        }
    }

    /** Hints where to search; the watermarks here come from the assertions themselves. */
    public static void rawGuidance(Object type, Object data, boolean maximize, String className, String function, String file,
            int line, int column, String id, String message, boolean hit) {
    }

    public static void alwaysGreaterThan(Number left, Number right, String message, Object details) {
        compare(PropertyKind.ALWAYS, compare(left, right) > 0, left, right, message, details);
    }

    public static void alwaysGreaterThanOrEqualTo(Number left, Number right, String message, Object details) {
        compare(PropertyKind.ALWAYS, compare(left, right) >= 0, left, right, message, details);
    }

    public static void alwaysLessThan(Number left, Number right, String message, Object details) {
        compare(PropertyKind.ALWAYS, compare(left, right) < 0, left, right, message, details);
    }

    public static void alwaysLessThanOrEqualTo(Number left, Number right, String message, Object details) {
        compare(PropertyKind.ALWAYS, compare(left, right) <= 0, left, right, message, details);
    }

    public static void sometimesGreaterThan(Number left, Number right, String message, Object details) {
        compare(PropertyKind.SOMETIMES, compare(left, right) > 0, left, right, message, details);
    }

    public static void sometimesGreaterThanOrEqualTo(Number left, Number right, String message, Object details) {
        compare(PropertyKind.SOMETIMES, compare(left, right) >= 0, left, right, message, details);
    }

    public static void sometimesLessThan(Number left, Number right, String message, Object details) {
        compare(PropertyKind.SOMETIMES, compare(left, right) < 0, left, right, message, details);
    }

    public static void sometimesLessThanOrEqualTo(Number left, Number right, String message, Object details) {
        compare(PropertyKind.SOMETIMES, compare(left, right) <= 0, left, right, message, details);
    }

    public static void alwaysSome(Map<String, Boolean> named, String message, Object details) {
        evaluate(PropertyKind.ALWAYS, message, named.containsValue(true), details);
    }

    public static void sometimesAll(Map<String, Boolean> named, String message, Object details) {
        evaluate(PropertyKind.SOMETIMES, message, !named.containsValue(false), details);
        Task task = Task.current();
        if (task != null) {
            properties(task).sometimesAll(task, message, named);
        }
    }

    private static boolean isFraction(Number number) {
        return number instanceof Double || number instanceof Float;
    }

    private static int compare(Number left, Number right) {
        return isFraction(left) || isFraction(right) ? Double.compare(left.doubleValue(), right.doubleValue())
                : Long.compare(left.longValue(), right.longValue());
    }

    private static void compare(PropertyKind kind, boolean condition, Number left, Number right, String message,
            Object details) {
        Task task = Task.current();
        if (task == null) {
            return;
        }
        if (isFraction(left) || isFraction(right)) {
            properties(task).compare(task, kind, message, condition, left.doubleValue(), right.doubleValue(), details);
        } else {
            properties(task).compare(task, kind, message, condition, left.longValue(), right.longValue(), details);
        }
    }

    // ---- Lifecycle ----

    public static void setupComplete(Object details) {
        sendEvent("setup_complete", details);
    }

    public static void sendEvent(String name, Object details) {
        Task task = Task.current();
        if (task != null) {
            String text = Details.text(details); // also where nobody sees it: the same code runs in a traced run
            String words = name + (text.isEmpty() ? "" : " " + text);
            task.boot.simulation().event(EventKind.LIFECYCLE, task.boot.node(), Trace.hash(name), Trace.hash(text), words);
        }
    }

    // ---- Random ----

    public static long getRandom() {
        Task task = Task.current();
        if (task == null) {
            return 0;
        }
        Task.enterHost();
        try {
            Simulation simulation = task.boot.simulation();
            Node node = task.boot.node();
            return simulation.decisions().value(Domain.SDK_RANDOM, node.index(), simulation.properties().nextDraw(node));
        } finally {
            Task.leaveHost(task);
        }
    }

    public static Object randomChoice(List<?> list) {
        return list.isEmpty() ? null : list.get((int) Long.remainderUnsigned(getRandom(), list.size()));
    }
}
