package dev.moonsim.net;

import dev.moonsim.decide.DecisionStream;
import dev.moonsim.fault.Range;

/** How long a segment takes, in virtual nanoseconds: a distribution from which each draws. */
public sealed interface Latency {
    long draw(DecisionStream decide);

    /** The smallest value there is. */
    long shortest();

    /** Each value of a range is as likely as any other. */
    record Uniform(Range range) implements Latency {
        @Override
        public long draw(DecisionStream decide) {
            return decide.between(range.min(), range.max());
        }

        @Override
        public long shortest() {
            return range.min();
        }
    }

    /**
     * A least time and, on top of it, one that is mostly short and now and then long.
     *
     * @param mean of the whole, at least {@code min}
     */
    record Exponential(long min, long mean) implements Latency {
        @Override
        public long draw(DecisionStream decide) {
            // StrictMath: the same on each machine, compiled or not. At most 36 times the mean.
            return min + (long) ((mean - min) * -StrictMath.log(1 - decide.unit()));
        }

        @Override
        public long shortest() {
            return min;
        }
    }

    /**
     * Fast most of the time, slow in a small share of cases: a switch's queue, a retransmission, a busy hypervisor.
     *
     * @param slowShare of segments, from 0 to 1
     */
    record Bimodal(Range fast, Range slow, double slowShare) implements Latency {
        @Override
        public long draw(DecisionStream decide) {
            return (decide.chance(slowShare) ? slow : fast).draw(decide);
        }

        @Override
        public long shortest() {
            return Math.min(fast.min(), slow.min());
        }
    }
}
