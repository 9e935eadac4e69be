package dev.moonsim.cli;

import dev.moonsim.config.JsonValue;
import dev.moonsim.report.Summary;
import dev.moonsim.report.TraceFile;
import java.util.ArrayList;
import java.util.List;

/**
 * An event of a run as a trace in detail has it.
 *
 * @param number from 1
 * @param node null for the simulation itself
 * @param task -1 where there is none
 * @param thread name of the thread whose stack it is, or null
 * @param text null where there is none
 * @param stack of the task that made the event or goes on with it, innermost frame first
 */
record TracedEvent(long number, long virtualNanos, long step, String node, long task, String kind, long a, long b,
        String text, String thread, List<String> stack) {
    /** The kind of event that tells a value of the host. */
    static final String HOST_VALUE = "allowed";

    private static final int MOST_TEXT = 200;
    private static final int MOST_FRAMES = 12;
    /** Frames of the JDK that are kept above the program's first: what it has called. */
    private static final int CALLED_FRAMES = 2;

    static TracedEvent read(JsonValue json) {
        List<String> stack = new ArrayList<>();
        JsonValue frames = json.get("stack");
        if (frames != null) {
            for (JsonValue frame : frames.elements("a list")) {
                stack.add(frame.text("a text"));
            }
        }
        String role = text(json, "role");
        String resource = text(json, "resource");
        JsonValue metadata = json.require("metadata", "an object");
        return new TracedEvent(number(json, "n", 0), number(json, "nanos", 0), number(json, "step", 0),
                TraceFile.ORCHESTRATOR.equals(role) ? null : role, number(json, "task", -1), text(json, "action"),
                value(metadata, "a"), value(metadata, "b"), resource.isEmpty() ? null : resource, text(json, "thread"), stack);
    }

    private static long value(JsonValue metadata, String key) {
        String text = text(metadata, key);
        return text == null ? 0 : Long.parseLong(text);
    }

    private static long number(JsonValue json, String key, long otherwise) {
        JsonValue value = json.get(key);
        return value == null ? otherwise : value.integer(Long.MIN_VALUE, Long.MAX_VALUE, "a number");
    }

    private static String text(JsonValue json, String key) {
        JsonValue value = json.get(key);
        return value == null ? null : value.text("a text");
    }

    /** Whether the digest takes both for the same. */
    boolean same(TracedEvent other) {
        return virtualNanos == other.virtualNanos && step == other.step && java.util.Objects.equals(node, other.node)
                && task == other.task && kind.equals(other.kind) && a == other.a && b == other.b;
    }

    /** One line: what, who, when. */
    String line() {
        StringBuilder line = new StringBuilder(kind);
        if (text != null) {
            line.append(' ').append(quoted(text));
        } else {
            line.append(" (").append(a).append(", ").append(b).append(')');
        }
        if (task >= 0) {
            line.append(", task ").append(task);
        }
        if (thread != null) {
            line.append(" \"").append(thread).append('"');
        }
        if (node != null) {
            line.append(" of ").append(node);
        }
        line.append(", at ");
        Summary.seconds(line, virtualNanos / 1_000_000, 3);
        line.append(" (").append(virtualNanos).append(" ns), step ");
        Summary.grouped(line, step);
        return line.toString();
    }

    private static String quoted(String text) {
        String shown = text.length() > MOST_TEXT ? text.substring(0, MOST_TEXT) + "..." : text;
        return "\"" + shown.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\"", "\\\"") + "\"";
    }

    /** The stack without what lies above the program's own frames but the call it makes, and without Moonsim's. */
    List<String> frames() {
        List<String> frames = new ArrayList<>();
        List<String> called = new ArrayList<>();
        for (String frame : stack) {
            String shown = unqualified(frame);
            if (shown.startsWith("dev.moonsim.") || shown.startsWith("java.lang.VirtualThread")
                    || shown.startsWith("java.lang.invoke.") || shown.startsWith("jdk.internal.")) {
                continue;
            }
            if (frames.isEmpty() && !isProgram(shown)) {
                called.add(shown);
                if (called.size() > CALLED_FRAMES) {
                    called.removeFirst();
                }
                continue;
            }
            frames.addAll(called);
            called.clear();
            if (frames.size() == MOST_FRAMES) {
                frames.add("...");
                break;
            }
            frames.add(shown);
        }
        return frames;
    }

    /** The program's innermost frame, or null. */
    String programFrame() {
        return stack.stream().map(TracedEvent::unqualified).filter(TracedEvent::isProgram).findFirst().orElse(null);
    }

    private static boolean isProgram(String frame) {
        return !frame.startsWith("java.") && !frame.startsWith("javax.") && !frame.startsWith("jdk.")
                && !frame.startsWith("sun.") && !frame.startsWith("com.sun.") && !frame.startsWith("dev.moonsim.");
    }

    /** {@code app//com.example.Main.run(Main.java:7)} without loader and module. */
    private static String unqualified(String frame) {
        return frame.substring(frame.lastIndexOf('/', Math.max(0, frame.indexOf('('))) + 1);
    }
}
