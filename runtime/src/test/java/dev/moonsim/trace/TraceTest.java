package dev.moonsim.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

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
}
