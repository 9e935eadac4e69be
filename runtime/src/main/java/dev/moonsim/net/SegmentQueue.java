package dev.moonsim.net;

/** Segments in their order, linked through themselves: with many connections, each object that is touched is one read from memory. */
class SegmentQueue {
    private Segment first;
    private Segment last;

    /** @param segment in no other queue */
    final void append(Segment segment) {
        if (first == null) {
            first = segment;
        } else {
            last.next = segment;
        }
        last = segment;
    }

    /** The oldest, or null. */
    final Segment first() {
        return first;
    }

    /** Takes the oldest, which there must be. */
    final Segment takeFirst() {
        Segment taken = first;
        first = taken.next;
        taken.next = null;
        return taken;
    }

    void clear() {
        first = null;
    }
}
