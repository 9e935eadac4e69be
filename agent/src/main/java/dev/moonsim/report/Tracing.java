package dev.moonsim.report;

import dev.moonsim.config.UsageError;
import java.nio.file.Path;
import java.util.List;

/**
 * What is to be written about the events of a run, and where.
 *
 * @param file one JSON object, an event a line
 * @param first number of the first event wanted, from 1
 * @param last number of the last one; below {@code first} for none
 * @param detailed also the thread and stack of each event, and at the end the digest's way through the run
 */
public record Tracing(Path file, long first, long last, boolean detailed) {
    /** Every event of the run. */
    public static Tracing all(Path file) {
        return new Tracing(file, 1, Long.MAX_VALUE, false);
    }

    /** Some events, in detail. */
    public static Tracing detail(Path file, long first, long last) {
        return new Tracing(file, first, last, true);
    }

    /** No event, only the digest's way through the run. */
    public static Tracing checkpoints(Path file) {
        return new Tracing(file, 1, 0, true);
    }

    /** What {@code moonsim.trace.events} says: {@code 1200..1300}; null where everything is wanted. */
    public String events() {
        return detailed ? first + ".." + last : null;
    }

    /** @param events as {@link #events} has it */
    public static Tracing of(Path file, String events, String where) {
        if (events == null) {
            return all(file);
        }
        try {
            int dots = events.indexOf("..");
            if (dots > 0) {
                long first = Long.parseLong(events.substring(0, dots));
                long last = Long.parseLong(events.substring(dots + 2));
                if (first > 0 && last >= 0) {
                    return detail(file, first, last);
                }
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new UsageError(where + ": \"" + events + "\", want the numbers of the first and the last event: 1200..1300");
    }

    /** The same about another run. */
    public Tracing to(Path other) {
        return new Tracing(other, first, last, detailed);
    }

    /** The {@code moonsim.} properties that ask for it. */
    public List<String> properties() {
        return detailed ? List.of("trace=" + file, "trace.events=" + events()) : List.of("trace=" + file);
    }

    /** One word or two, for a worker. */
    public String words() {
        return (detailed ? events() + " " : "- ") + file;
    }

    /** Reads {@link #words}. */
    public static Tracing ofWords(String words) {
        int space = words.indexOf(' ');
        String events = words.substring(0, space);
        return of(Path.of(words.substring(space + 1)), events.equals("-") ? null : events, "worker");
    }
}
