package dev.moonsim.net;

/** What a fault does to the segments that one host sends to another. */
public interface LinkFault {
    /** In place of a delay: it does not arrive. Only where {@link Segment#canBeLost}; all else TCP sends again. */
    long LOST = -1;

    /**
     * Called when a segment is sent.
     *
     * @return virtual nanoseconds that it takes longer, or {@link #LOST}
     */
    long delay(Segment segment, long now);
}
