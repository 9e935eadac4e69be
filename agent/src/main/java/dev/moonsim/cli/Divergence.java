package dev.moonsim.cli;

import dev.moonsim.config.JsonValue;
import dev.moonsim.report.Tracing;
import dev.moonsim.run.RunResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where two runs of one seed, which should be the same, part. Both keep the digest's value at checkpoints; the first pair
 * that differs bounds the place, and two more runs write down the events between there in detail, with their stacks.
 *
 * <p>What is not deterministic need not part at the same place again. The last two runs are then searched by their own
 * checkpoints, and two further ones follow, until a pair shows where it parts.
 *
 * @param number of the first event that differs, from 1; 0 where no further pair of runs differed
 * @param one the first run's event of that number and those behind it; empty where that run had ended
 * @param other the same of the other run
 * @param last the last event that both have, or null
 * @param hostValues the first value of the host that differed before, in both runs; empty where none is known
 */
record Divergence(long number, List<TracedEvent> one, List<TracedEvent> other, TracedEvent last,
        List<TracedEvent> hostValues) {
    private static final int ATTEMPTS = 5;
    /** Events that are fetched from around the place. */
    private static final int BEFORE = 3;
    private static final int BEHIND = 10;

    /** A run that has left its checkpoints. {@code distance} and {@code digests} as {@code trace.Checkpoints} has them. */
    private record Checkpointed(RunResult result, long distance, List<Long> digests) {
        /** The digest after so many events, which must be a multiple of the distance; null where the run had fewer. */
        Long after(long events) {
            long index = events / distance - 1;
            return index < digests.size() ? digests.get((int) index) : null;
        }
    }

    private record Traced(Checkpointed checkpoints, List<TracedEvent> events, List<TracedEvent> hostValues) {
        TracedEvent event(long number) {
            for (TracedEvent event : events) {
                if (event.number() == number) {
                    return event;
                }
            }
            return null;
        }
    }

    /** Searches for the place where the runs of two runners part. */
    static Divergence find(long seed, Runner one, Runner other) throws InterruptedException {
        Checkpointed left = traced(seed, one, 1, 0).checkpoints();
        Checkpointed right = traced(seed, other, 1, 0).checkpoints();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            long distance = Math.max(left.distance(), right.distance());
            long same = same(left, right, distance);
            Traced leftRun;
            Traced rightRun;
            if (same < 0) { // not this time
                leftRun = traced(seed, one, 1, 0);
                rightRun = traced(seed, other, 1, 0);
            } else {
                leftRun = traced(seed, one, Math.max(1, same - BEFORE), same + distance + BEHIND);
                rightRun = traced(seed, other, Math.max(1, same - BEFORE), same + distance + BEHIND);
                Divergence found = compared(leftRun, rightRun, Math.max(1, same - BEFORE), same + distance);
                if (found != null) {
                    return found;
                }
            }
            left = leftRun.checkpoints();
            right = rightRun.checkpoints();
        }
        return new Divergence(0, List.of(), List.of(), null, List.of());
    }

    /** How many events are certainly the same; -1 where nothing differs. */
    private static long same(Checkpointed left, Checkpointed right, long distance) {
        long low = 0;
        long high = Math.max(left.digests().size() * left.distance(), right.digests().size() * right.distance()) / distance;
        if (left.result().digest() == right.result().digest()) {
            return -1;
        }
        while (low < high) { // after low checkpoints they are the same, after high + 1 they are not
            long middle = (low + high + 1) >>> 1;
            Long mine = left.after(middle * distance);
            if (mine != null && mine.equals(right.after(middle * distance))) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low * distance;
    }

    private static Divergence compared(Traced left, Traced right, long first, long last) {
        TracedEvent before = null;
        for (long number = first; number <= last; number++) {
            TracedEvent mine = left.event(number);
            TracedEvent its = right.event(number);
            if (mine == null && its == null) {
                return null;
            }
            if (mine == null || its == null || !mine.same(its)) {
                if (before == null && number > 1) {
                    return null; // they have parted before
                }
                return new Divergence(number, from(left, number), from(right, number), before, hostValue(left, right, number));
            }
            before = mine;
        }
        return null;
    }

    private static List<TracedEvent> from(Traced run, long number) {
        return run.events().stream().filter(event -> event.number() >= number).limit(BEHIND).toList();
    }

    private static List<TracedEvent> hostValue(Traced left, Traced right, long before) {
        for (int i = 0; i < Math.min(left.hostValues().size(), right.hostValues().size()); i++) {
            TracedEvent mine = left.hostValues().get(i);
            TracedEvent its = right.hostValues().get(i);
            if (mine.number() >= before) {
                break;
            }
            if (mine.text() != null && !mine.text().equals(its.text())) {
                return List.of(mine, its);
            }
        }
        return List.of();
    }

    private static Traced traced(long seed, Runner runner, long first, long last) throws InterruptedException {
        Path file = null;
        try {
            file = Files.createTempFile("moonsim-", ".trace");
            RunResult result = runner.run(seed, Tracing.detail(file, first, last));
            return read(file, result, first, last);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (file != null) {
                file.toFile().delete();
            }
        }
    }

    private static Traced read(Path file, RunResult result, long first, long last) throws IOException {
        List<TracedEvent> events = new ArrayList<>();
        List<TracedEvent> hostValues = new ArrayList<>();
        long distance = 1;
        List<Long> digests = new ArrayList<>();
        try (BufferedReader in = Files.newBufferedReader(file)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.isBlank() || line.startsWith("{\"run_id\"")) {
                    continue;
                }
                boolean end = line.startsWith("],");
                JsonValue json = JsonValue.parse(end ? "{" + line.substring(2)
                        : line.endsWith(",") ? line.substring(0, line.length() - 1) : line, "trace");
                if (end) {
                    distance = json.get("distance").integer(1, Long.MAX_VALUE, "a number");
                    for (JsonValue digest : json.get("digests").elements("a list")) {
                        digests.add(digest.integer(Long.MIN_VALUE, Long.MAX_VALUE, "a number"));
                    }
                    continue;
                }
                TracedEvent event = TracedEvent.read(json);
                if (event.number() >= first && event.number() <= last) {
                    events.add(event);
                }
                if (event.kind().equals(TracedEvent.HOST_VALUE)) {
                    hostValues.add(event);
                }
            }
        }
        return new Traced(new Checkpointed(result, distance, digests), events, hostValues);
    }

    /** The program's line at the first event that differs, or at the first behind it that a task makes; null for none. */
    String line() {
        for (List<TracedEvent> run : List.of(one, other)) {
            for (TracedEvent event : run) {
                if (event.programFrame() != null) {
                    return event.programFrame();
                }
            }
        }
        return null;
    }

    /**
     * For people: the event in both runs, with its stack.
     *
     * @param first what the one run was: "a fresh JVM"
     * @param second what the other was
     */
    String describe(String first, String second) {
        if (number == 0) {
            return ATTEMPTS + " further pairs of runs did not differ: it happens rarely, and may have to do with the load of"
                    + " the machine\n";
        }
        StringBuilder text = new StringBuilder("run once more, they part at event " + number);
        if (last != null) {
            text.append(", after ").append(last.line());
        }
        text.append('\n');
        side(text, first, one);
        side(text, second, other);
        if (line() != null) {
            text.append("the line: ").append(line()).append('\n');
        }
        if (!hostValues.isEmpty()) {
            text.append("a value of the host had differed before, read at ").append(hostValues.getFirst().programFrame())
                    .append("\n  ").append(hostValues.getFirst().text())
                    .append("\n  ").append(hostValues.getLast().text()).append('\n');
        }
        return text.toString();
    }

    private static void side(StringBuilder text, String name, List<TracedEvent> events) {
        text.append("in ").append(name).append(":\n");
        if (events.isEmpty()) {
            text.append("  (the run had ended)\n");
        }
        for (TracedEvent event : events) {
            text.append("  ").append(event.line()).append('\n');
            List<String> frames = event.frames();
            for (String frame : frames) {
                text.append("      at ").append(frame).append('\n');
            }
            if (!frames.isEmpty()) {
                break; // what follows no longer matters
            }
        }
    }
}
