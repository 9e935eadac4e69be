package dev.moonsim.sched;

/**
 * Decides which ready task runs next, and where the running one gives way. A strategy sees tasks, never what they are for,
 * and draws from the seed only; so any strategy's run is reproduced by the same seed under the same strategy.
 *
 * <p>Points are the places in a program's code where another task could run: before an access to a field or an array
 * that threads may share, before a monitor is entered, before a call of a class of the JDK that threads share.
 */
public interface Strategy {
    /** As the options name it: {@code random}, {@code pct:3}. */
    String name();

    /**
     * Which of the ready tasks runs next. The task that ran before is among them where it only yielded.
     *
     * @param count at least 2
     * @return an index below count
     */
    int next(Task[] ready, int count);

    /**
     * How many points the running task may pass before {@link #preempt} is asked; 0 asks at the next one. Called when a
     * step begins with other tasks ready, and after each answer.
     */
    int stride(Task running, Task[] ready, int count);

    /**
     * The running task is before an operation that another task might have to do with.
     *
     * @param operation what it is about, and in the lowest bit whether it may write; see {@link Preemption#point}
     * @param count at least 1
     * @return the index of the task that runs in its place, or -1 to let it go on
     */
    int preempt(Task running, int operation, Task[] ready, int count);

    /** Whether a task that becomes ready is to be asked for at once, at the running task's next point. */
    default boolean outranks(Task ready, Task running) {
        return false;
    }

    /** A task is new. */
    default void created(Task task) {}

    /** A task yields by itself: it spins, waiting for another one. */
    default void yielded(Task task) {}
}
