package dev.moonsim.sched;

import java.util.Arrays;
import java.util.List;

/** Virtual-time timers: a binary heap ordered by due time, then by the order of scheduling. */
final class TimerQueue {
    private Timer[] heap = new Timer[64];
    private int size;

    Timer peek() {
        return size == 0 ? null : heap[0];
    }

    void add(Timer timer) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        up(size++, timer);
    }

    Timer poll() {
        Timer first = heap[0];
        remove(first);
        return first;
    }

    void remove(Timer timer) {
        int i = timer.heapIndex;
        if (i < 0) {
            return;
        }
        timer.heapIndex = -1;
        Timer last = heap[--size];
        heap[size] = null;
        if (last != timer) {
            down(i, last);
            if (heap[i] == last) {
                up(i, last);
            }
        }
    }

    /** All of them, in no particular order. */
    List<Timer> all() {
        return List.of(Arrays.copyOf(heap, size));
    }

    int size() {
        return size;
    }

    private void up(int i, Timer timer) {
        while (i > 0) {
            int parent = (i - 1) >>> 1;
            if (!timer.before(heap[parent])) {
                break;
            }
            place(i, heap[parent]);
            i = parent;
        }
        place(i, timer);
    }

    private void down(int i, Timer timer) {
        while (true) {
            int child = 2 * i + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && heap[child + 1].before(heap[child])) {
                child++;
            }
            if (!heap[child].before(timer)) {
                break;
            }
            place(i, heap[child]);
            i = child;
        }
        place(i, timer);
    }

    private void place(int i, Timer timer) {
        heap[i] = timer;
        timer.heapIndex = i;
    }
}
