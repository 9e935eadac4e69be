package dev.moonsim.sched;

/** The choice by priority. */
final class Priorities {
    /** Of so many ready tasks at most the highest is looked for: with thousands the look would cost more than it finds. */
    private static final int MOST = 256;

    private Priorities() {}

    static int highest(Task[] ready, int count) {
        int n = Math.min(count, MOST);
        int best = 0;
        for (int i = 1; i < n; i++) {
            if (ready[i].priority > ready[best].priority) {
                best = i;
            }
        }
        return best;
    }

    /** The highest of those that are not held; -1 where all are. */
    static int highestFree(Task[] ready, int count) {
        int n = Math.min(count, MOST);
        int best = -1;
        for (int i = 0; i < n; i++) {
            if (!ready[i].held && (best < 0 || ready[i].priority > ready[best].priority)) {
                best = i;
            }
        }
        return best;
    }

    /** The task that ran has given way by itself: none is held any longer. */
    static void release(Task[] ready, int count) {
        for (int i = 0; i < count; i++) {
            ready[i].held = false;
        }
    }
}
