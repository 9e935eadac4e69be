package dev.moonsim.sched;

/** What the run does where the {@link Scheduler} cannot go on: nothing is ready and no timer is left, or a budget is used up. */
public interface SchedulerListener {
    /** Nothing can ever happen again unless this makes it happen; returns false to end the run. */
    boolean nothingLeft();

    /** Nothing is ready and nothing is due before the budget ends: whether that is the end, and has been told. */
    boolean standsStill();

    /** @param needed the virtual time that the run would have gone on to */
    void budgetReached(long needed);

    /** So many steps in a row changed nothing, and each ended because its task gave way by itself. */
    void livelock(long turns);

    /** The budget of steps is used up. */
    void stepsUsedUp();

    /**
     * The task holds its carrier inside the JVM and nothing can go on. Called on a thread of its own.
     *
     * @param alone no other task is ready and no timer is left
     */
    void stuck(Task task, boolean alone);

    /** {@link Scheduler#observe} was called during the step that is over. Called on the carrier. */
    void observe();
}
