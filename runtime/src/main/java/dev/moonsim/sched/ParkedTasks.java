package dev.moonsim.sched;

import dev.moonsim.jdk.ParkedThreads;

/** Reads what going on with waiting tasks will read, for a {@link Lookahead}. */
public final class ParkedTasks {
    private final Thread[] threads;
    private final ParkedThreads parked;

    /** @param most in a group */
    public ParkedTasks(int most) {
        threads = new Thread[most];
        parked = new ParkedThreads(most);
    }

    /** @return something that depends on all that was read */
    public int touch(Task[] tasks, int count) {
        int read = 0;
        for (int i = 0; i < count; i++) {
            threads[i] = tasks[i].thread;
            read += tasks[i].touch();
        }
        return read + parked.touch(threads, count);
    }
}
