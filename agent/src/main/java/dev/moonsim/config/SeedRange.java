package dev.moonsim.config;

import java.util.ArrayList;
import java.util.List;

/** The seeds of a campaign in order: {@code 1..1000}, {@code 7}, or several of both with commas between. */
public final class SeedRange {
    private record Part(long first, long count) {
    }

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
            String first = (dots < 0 ? part : part.substring(0, dots)).strip();
            String last = dots < 0 ? first : part.substring(dots + 2).strip();
            if (first.isEmpty() || last.isEmpty()) {
                throw new UsageError(where + ": \"" + text + "\" is no range of seeds, want 1..1000, or 7,42,100..200");
            }
            long from = Seeds.parse(first, where);
            long to = Seeds.parse(last, where);
            if (from > to) {
                throw new UsageError(where + ": \"" + part.strip() + "\" runs backwards, want the smaller seed first");
            }
            long count = to - from + 1;
            if (count <= 0 || count > MOST) {
                throw new UsageError(where + ": \"" + part.strip() + "\" is too many seeds, at most " + MOST);
            }
            parts.add(new Part(from, count));
        }
        return new SeedRange(text, List.copyOf(parts));
    }

    public long size() {
        return size;
    }

    /** @param position from 0 */
    public long get(long position) {
        long rest = position;
        for (Part part : parts) {
            if (rest < part.count) {
                return part.first + rest;
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
