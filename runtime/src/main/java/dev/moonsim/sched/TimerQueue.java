package dev.moonsim.sched;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Virtual-time timers: a heap ordered by due time, then by the order of scheduling. Keys lie beside each other in arrays, four
 * children to a parent, so that sifting touches no timer; a cancelled timer stays until it comes to the top or until half of
 * them are cancelled, for most are time-outs that never come.
 */
final class TimerQueue {
    private static final int CHILDREN = 4;
    private static final int FEW = 64;

    private long[] dues = new long[FEW];
    private long[] sequences = new long[FEW];
    private Timer[] timers = new Timer[FEW];
    private int size;
    private int cancelled;

    Timer peek() {
        while (size > 0) {
            Timer first = timers[0];
            if (first.isPending()) {
                return first;
            }
            removeFirst();
            cancelled--;
        }
        return null;
    }

    void add(Timer timer) {
        if (size == timers.length) {
            dues = Arrays.copyOf(dues, size * 2);
            sequences = Arrays.copyOf(sequences, size * 2);
            timers = Arrays.copyOf(timers, size * 2);
        }
        timer.pending = true;
        up(size++, timer.due, timer.sequence, timer);
    }

    /** Takes the one that {@link #peek} has told of. */
    Timer poll() {
        Timer first = peek();
        first.pending = false;
        removeFirst();
        return first;
    }

    /** For a timer that is pending. */
    void cancel(Timer timer) {
        timer.pending = false;
        if (++cancelled > FEW && cancelled > size / 2) {
            sweep();
        }
    }

    /** All of them, in no particular order. */
    List<Timer> all() {
        List<Timer> all = new ArrayList<>(size());
        for (int i = 0; i < size; i++) {
            if (timers[i].isPending()) {
                all.add(timers[i]);
            }
        }
        return all;
    }

    int size() {
        return size - cancelled;
    }

    private void removeFirst() {
        Timer last = timers[--size];
        timers[size] = null;
        if (size > 0) {
            down(0, dues[size], sequences[size], last);
        }
    }

    private void sweep() {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (timers[i].isPending()) {
                place(kept++, dues[i], sequences[i], timers[i]);
            }
        }
        Arrays.fill(timers, kept, size, null);
        size = kept;
        cancelled = 0;
        for (int i = (size - 2) / CHILDREN; i >= 0; i--) {
            down(i, dues[i], sequences[i], timers[i]);
        }
    }

    private void up(int i, long due, long sequence, Timer timer) {
        while (i > 0) {
            int parent = (i - 1) / CHILDREN;
            if (!isBefore(due, sequence, parent)) {
                break;
            }
            place(i, dues[parent], sequences[parent], timers[parent]);
            i = parent;
        }
        place(i, due, sequence, timer);
    }

    private void down(int i, long due, long sequence, Timer timer) {
        while (true) {
            int child = CHILDREN * i + 1;
            if (child >= size) {
                break;
            }
            int least = child;
            for (int other = child + 1; other < Math.min(child + CHILDREN, size); other++) {
                if (isBefore(dues[other], sequences[other], least)) {
                    least = other;
                }
            }
            if (isBefore(due, sequence, least)) {
                break;
            }
            place(i, dues[least], sequences[least], timers[least]);
            i = least;
        }
        place(i, due, sequence, timer);
    }

    private boolean isBefore(long due, long sequence, int other) {
        return due < dues[other] || due == dues[other] && sequence < sequences[other];
    }

    private void place(int i, long due, long sequence, Timer timer) {
        dues[i] = due;
        sequences[i] = sequence;
        timers[i] = timer;
    }
}
