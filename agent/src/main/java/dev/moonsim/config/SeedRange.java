package dev.moonsim.config;

import java.util.ArrayList;
import java.util.List;

/**
 * The seeds of a campaign in order: {@code 1..1000}, {@code 7}, {@code 0x2001..0x2010 step 3}, or several of these with commas
 * between.
 */
public final class SeedRange {
    private record Part(long first, long count, long step) {
    }

    private static final String STEP = " step ";

    private static final long MOST = 1_000_000_000L;

    private final String text;
    private final List<Part> parts;
    private final long size;

    private SeedRange(String text, List<Part> parts) {
        this.text = text;
        this.parts = parts;
        long sum = 0;
        for (Part part : parts) {
            sum += part.count;
        }
        this.size = sum;
    }

    /** @param where what the error message begins with */
    public static SeedRange parse(String text, String where) {
        List<Part> parts = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            int dots = part.indexOf("..");
            int stepAt = part.indexOf(STEP);
            String range = stepAt < 0 ? part : part.substring(0, stepAt);
            String first = (dots < 0 ? range : range.substring(0, dots)).strip();
            String last = dots < 0 ? first : range.substring(dots + 2).strip();
            if (first.isEmpty() || last.isEmpty() || stepAt >= 0 && (dots < 0 || dots > stepAt)) {
                throw new UsageError(where + ": \"" + text + "\" is no range of seeds, want 1..1000, or 7,42,100..200,"
                        + " or 1..1000 step 3");
            }
            long from = Seeds.parse(first, where);
            long to = Seeds.parse(last, where);
            if (from > to) {
                throw new UsageError(where + ": \"" + part.strip() + "\" runs backwards, want the smaller seed first");
            }
            long step = stepAt < 0 ? 1 : step(part.substring(stepAt + STEP.length()).strip(), where);
            long count = Long.divideUnsigned(to - from, step) + 1;
            if (count <= 0 || count > MOST) {
                throw new UsageError(where + ": \"" + part.strip() + "\" is too many seeds, at most " + MOST);
            }
            parts.add(new Part(from, count, step));
        }
        return new SeedRange(text, List.copyOf(parts));
    }

    private static long step(String text, String where) {
        long step = Seeds.parse(text, where);
        if (step <= 0) {
            throw new UsageError(where + ": step " + text + ", want a step of 1 or more");
        }
        return step;
    }

    /** So many seeds from the first on. */
    public static SeedRange of(long first, long count) {
        return new SeedRange(count == 1 ? Seeds.text(first) : Seeds.text(first) + ".." + Seeds.text(first + count - 1),
                List.of(new Part(first, count, 1)));
    }

    public long size() {
        return size;
    }

    /** @param position from 0 */
    public long get(long position) {
        long rest = position;
        for (Part part : parts) {
            if (rest < part.count) {
                return part.first + rest * part.step;
            }
            rest -= part.count;
        }
        throw new IndexOutOfBoundsException("seed " + position + " of " + size);
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
