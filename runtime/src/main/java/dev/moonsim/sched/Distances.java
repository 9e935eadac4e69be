package dev.moonsim.sched;

/** How far apart the points are at which a strategy is asked: a long run must not switch at each of millions. */
final class Distances {
    private static final int LARGEST = 1 << 24;

    private Distances() {}

    /** The distance after so many questions: it grows in proportion, so the number of questions grows as a logarithm. */
    static int grown(int distance, int asked, int atFirst) {
        return (int) Math.min(LARGEST, (long) distance * (1 + asked / atFirst));
    }
}
