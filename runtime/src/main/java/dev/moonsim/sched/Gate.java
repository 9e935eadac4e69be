package dev.moonsim.sched;

/** Holds the loop of the {@link Scheduler} between two steps, or lets it go on. Called on the carrier, where it may block. */
public interface Gate {
    /** @return whether it did anything, so that what is ready has to be looked at again */
    boolean between();
}
