package dev.moonsim.sched;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Virtual-time timers: a heap ordered by due time, then by the order of scheduling. Keys lie beside each other in arrays, four
 * children to a parent, so that sifting touches no timer; a cancelled timer stays until it comes to the top or until half of
 * them are cancelled, for most are time-outs that never come.
 *
 * <p>The next few have left the heap already, in their order; where many are pending they leave it as a group, whose actions a
 * {@link Lookahead} gets to see.
 */
final class TimerQueue {
    private static final int CHILDREN = 4;
    private static final int FEW = 64;
    private static final int GROUP = Lookahead.MOST;

    private long[] dues = new long[FEW];
    private long[] sequences = new long[FEW];
    private Timer[] timers = new Timer[FEW];
    private int size;
    private int cancelled;

    /** Due before all in the heap. */
    private final Timer[] near = new Timer[GROUP];
    private int nearFirst = GROUP;
    private final Runnable[] actions = new Runnable[GROUP];
    private Lookahead lookahead = (next, count) -> { };

    void lookAhead(Lookahead by) {
        lookahead = by;
    }

    Timer peek() {
        while (nearFirst < GROUP || size > 0) {
            if (nearFirst == GROUP) {
                takeGroup();
            }
            Timer first = near[nearFirst];
            if (first.isPending()) {
                return first;
            }
            near[nearFirst++] = null;
            cancelled--;
        }
        return null;
    }

    private void takeGroup() {
        int count = size > FEW ? GROUP : 1; // what belongs to so few is in the caches
        nearFirst = GROUP - count;
        for (int i = nearFirst; i < GROUP; i++) {
            near[i] = timers[0];
            removeFirst();
        }
        if (count > 1) {
            for (int i = 0; i < count; i++) {
                actions[i] = near[i].action;
            }
            lookahead.touch(actions, count);
        }
    }

    void add(Timer timer) {
        timer.pending = true;
        // one that is due with the last comes after it, so after all that are due then
        if (nearFirst < GROUP && timer.due < near[GROUP - 1].due) {
            addNear(timer);
        } else {
            addFar(timer);
        }
    }

    private void addNear(Timer timer) {
        if (nearFirst == 0) {
            addFar(near[GROUP - 1]);
            System.arraycopy(near, 0, near, 1, GROUP - 1);
            nearFirst = 1;
        }
        int i = --nearFirst;
        for (; i + 1 < GROUP && timer.due >= near[i + 1].due; i++) {
            near[i] = near[i + 1];
        }
        near[i] = timer;
    }

    private void addFar(Timer timer) {
        if (size == timers.length) {
            dues = Arrays.copyOf(dues, size * 2);
            sequences = Arrays.copyOf(sequences, size * 2);
            timers = Arrays.copyOf(timers, size * 2);
        }
        up(size++, timer.due, timer.sequence, timer);
    }

    /** Takes the one that {@link #peek} has told of. */
    Timer poll() {
        Timer first = peek();
        first.pending = false;
        near[nearFirst++] = null;
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
        for (int i = nearFirst; i < GROUP; i++) {
            if (near[i].isPending()) {
                all.add(near[i]);
            }
        }
        for (int i = 0; i < size; i++) {
            if (timers[i].isPending()) {
                all.add(timers[i]);
            }
        }
        return all;
    }

    int size() {
        return GROUP - nearFirst + size - cancelled;
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
        cancelled -= size - kept;
        size = kept;
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
