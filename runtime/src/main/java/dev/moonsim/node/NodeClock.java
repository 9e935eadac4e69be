package dev.moonsim.node;

import dev.moonsim.sched.Scheduler;
import java.util.function.LongUnaryOperator;

/**
 * A node's clocks. Both follow virtual time; the wall clock starts at 2026-01-01T00:00:00Z. Faults make both run fast or
 * slow, and set the wall clock. {@code nanoTime} never goes back.
 */
public final class NodeClock {
    /** 2026-01-01T00:00:00Z in nanoseconds. */
    public static final long EPOCH_NANOS = 1_767_225_600_000_000_000L;
    /** What {@code nanoTime} reads at the start of a run; arbitrary, as in the JDK, but never zero. */
    private static final long ORIGIN_NANOS = 1_000_000_000L;
    private static final long MILLION = 1_000_000;

    private final Scheduler scheduler;
    /** How far both clocks are ahead of virtual time, up to when the rate changed last. */
    private long gained;
    /** Parts in a million by which both clocks run fast, above -1,000,000; since when. */
    private long rate;
    private long since;
    /** How far the wall clock is ahead beside that. */
    private long ahead;
    /** What of the gain the wall clock was set back. */
    private long corrected;
    private LongUnaryOperator delay;

    NodeClock(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    public long nanoTime() {
        return ORIGIN_NANOS + local(scheduler.readClock());
    }

    /** Nanoseconds since 1970. */
    public long epochNanos() {
        return EPOCH_NANOS + ahead + local(scheduler.readClock());
    }

    /** The same for time stamps that the simulation itself makes: costs nothing and is never a scheduling point. */
    public long stampNanos() {
        return EPOCH_NANOS + ahead + local(scheduler.now());
    }

    private long local(long now) {
        return now + gained + (rate == 0 ? 0 : gain(now - since));
    }

    private long gain(long nanos) {
        return nanos / MILLION * rate + Math.floorDiv(nanos % MILLION * rate, MILLION);
    }

    /** How long a sleep or a timeout takes that the node's own clock measures. */
    public long realNanos(long nanos) {
        return rate == 0 && delay == null ? nanos : stretched(nanos);
    }

    /** Whether waits take longer than they should; how much is decided when one is asked for. */
    public boolean isLate() {
        return delay != null;
    }

    private long stretched(long nanos) {
        long real = nanos;
        if (rate != 0 && nanos > 0) {
            // One more than needed: a sleep that ends early would sleep again.
            long factor = MILLION + rate;
            double about = (double) nanos * MILLION / factor;
            real = about > Long.MAX_VALUE / 4 ? nanos
                    : nanos / factor * MILLION + (nanos % factor * MILLION + factor - 1) / factor + 1;
        }
        return delay == null ? real : real + delay.applyAsLong(nanos);
    }

    // ---- faults; called on the carrier ----

    /**
     * Both clocks run faster than they did, by so many parts in a million. Where their rate is right again, the wall clock is
     * set right too; what the other clock has gained remains.
     */
    public void drift(long partsPerMillion) {
        long now = scheduler.now();
        gained = local(now) - now;
        rate += partsPerMillion;
        since = now;
        if (rate == 0) {
            ahead -= gained - corrected;
            corrected = gained;
        }
    }

    /** The wall clock jumps. */
    public void jump(long nanos) {
        ahead += nanos;
    }

    /** @param extra how much longer a wait takes than it should, from how long it should; null for no time */
    public void delay(LongUnaryOperator extra) {
        delay = extra;
    }
}
