package dev.moonsim.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceTest {
    private static long digest(long seed, Trace.Sink sink, long... arguments) {
        Trace trace = new Trace(seed, sink);
        for (long argument : arguments) {
            trace.event(1, 2, 0, 3, EventKind.STEP, argument, 0, sink == null ? null : "words");
        }
        return trace.digest();
    }

    @Test
    void tracingDoesNotChangeTheDigest() {
        assertEquals(digest(1, null, 5, 6), digest(1, (e, t, s, n, k, kind, a, b, text) -> { }, 5, 6));
    }

    @Test
    void orderNumberAndContentMatter() {
        long digest = digest(1, null, 5, 6);
        assertNotEquals(digest, digest(1, null, 6, 5));
        assertNotEquals(digest, digest(1, null, 5));
        assertNotEquals(digest, digest(1, null, 5, 6, 0));
        assertNotEquals(digest, digest(1, null, 5, 7));
        assertNotEquals(digest, digest(2, null, 5, 6));
    }

    @Test
    void everyPartOfAnEventMatters() {
        Trace[] traces = new Trace[8];
        for (int i = 0; i < traces.length; i++) {
            traces[i] = new Trace(0, null);
        }
        traces[0].event(1, 1, 1, 1, EventKind.STEP, 1, 1, null);
        traces[1].event(2, 1, 1, 1, EventKind.STEP, 1, 1, null);
        traces[2].event(1, 1, 2, 1, EventKind.STEP, 1, 1, null);
        traces[3].event(1, 1, 1, 2, EventKind.STEP, 1, 1, null);
        traces[4].event(1, 1, 1, 1, EventKind.TIMER, 1, 1, null);
        traces[5].event(1, 1, 1, 1, EventKind.STEP, 2, 1, null);
        traces[6].event(1, 1, 1, 1, EventKind.STEP, 1, 2, null);
        long[] digests = java.util.Arrays.stream(traces).mapToLong(Trace::digest).distinct().toArray();
        assertEquals(traces.length, digests.length);
    }

    private static final class Window implements Trace.Sink {
        private final long first;
        private final long end;
        private final Checkpoints checkpoints = new Checkpoints();
        private final List<Long> numbers = new ArrayList<>();

        Window(long first, long end) {
            this.first = first;
            this.end = end;
        }

        @Override
        public void event(long number, long t, long step, int node, int task, EventKind kind, long a, long b, String text) {
            numbers.add(number);
            assertEquals("text", text);
        }

        @Override
        public long first() {
            return first;
        }

        @Override
        public long end() {
            return end;
        }

        @Override
        public Checkpoints checkpoints() {
            return checkpoints;
        }
    }

    private static Window run(int events, int different, long first, long end) {
        Window window = new Window(first, end);
        Trace trace = new Trace(1, window);
        for (int i = 0; i < events; i++) {
            trace.event(i, i, 0, 0, EventKind.STEP, i == different ? 1 : 0, 0, trace.detailed() ? "text" : null);
        }
        return window;
    }

    @Test
    void onlyTheEventsThatAreWantedAreTold() {
        assertEquals(List.of(4L, 5L, 6L), run(1000, -1, 3, 6).numbers);
        assertEquals(List.of(), run(1000, -1, 0, 0).numbers);
        assertEquals(1000, run(1000, -1, 0, Long.MAX_VALUE).numbers.size());
    }

    @Test
    void checkpointsStayFewAndBoundThePlaceThatDiffers() {
        for (int events : new int[] {10, 2_047, 2_048, 2_049, 100_000}) {
            Checkpoints one = run(events, -1, 0, 0).checkpoints;
            assertEquals(events / one.distance(), one.digests().length);
            assertTrue(one.digests().length < 2_048);
            int different = events * 2 / 3;
            Checkpoints other = run(events, different, 0, 0).checkpoints;
            for (int i = 0; i < one.digests().length; i++) {
                boolean before = (i + 1) * one.distance() <= different;
                assertEquals(before, one.digests()[i] == other.digests()[i], events + " events, checkpoint " + i);
            }
        }
    }
}
