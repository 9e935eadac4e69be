package dev.moonsim.sched;

/** Who became ready first runs first, and nobody gives way but by itself: the plainest run there is. */
final class FifoStrategy implements Strategy {
    @Override
    public String name() {
        return "fifo";
    }

    @Override
    public int next(Task[] ready, int count) {
        int first = 0;
        for (int i = 1; i < count; i++) {
            if (ready[i].readySince < ready[first].readySince) {
                first = i;
            }
        }
        return first;
    }

    @Override
    public int stride(Task running, Task[] ready, int count) {
        return Integer.MAX_VALUE - 1;
    }

    @Override
    public int preempt(Task running, int operation, Task[] ready, int count) {
        return -1;
    }
}
