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
}
