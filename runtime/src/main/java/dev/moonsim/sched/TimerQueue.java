package dev.moonsim.sched;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Virtual-time timers: a heap ordered by due time, then by the order of scheduling. Keys lie beside each other in arrays, four
 * children to a parent, so that sifting touches no timer; a cancelled timer stays until it comes to the top or until half of
 * them are cancelled, for most are time-outs that never come. What nobody can cancel needs no timer: an entry is a {@link Timer}
 * or the {@link Runnable} itself.
 *
 * <p>The next few have left the heap already, in their order; where many are pending they leave it as a group, which a
 * {@link Lookahead} gets to see.
 */
final class TimerQueue {
    private static final int CHILDREN = 4;
    private static final int FEW = 64;
    private static final int GROUP = Lookahead.MOST;

    private long[] dues = new long[FEW];
    private long[] sequences = new long[FEW];
    /** No array of {@code Runnable}: a store into one would read the header of what is stored. */
    private Object[] entries = new Object[FEW];
    private int size;
    private int cancelled;

    /** Due before all in the heap. */
    private final long[] nearDues = new long[GROUP];
    private final long[] nearSequences = new long[GROUP];
    private final Object[] near = new Object[GROUP];
    private int nearFirst = GROUP;
    private long sequence;
    private Lookahead lookahead = (next, count) -> { };

    void lookAhead(Lookahead by) {
        lookahead = by;
    }

    boolean isEmpty() {
        while (nearFirst < GROUP || size > 0) {
            if (nearFirst == GROUP) {
                takeGroup();
            }
            if (!(near[nearFirst] instanceof Timer first) || first.isPending()) {
                return false;
            }
            near[nearFirst++] = null;
            cancelled--;
        }
        return true;
    }

    /** Virtual nanoseconds since the start of the run; {@link Long#MAX_VALUE} where it is empty. */
    long due() {
        return isEmpty() ? Long.MAX_VALUE : nearDues[nearFirst];
    }

    private void takeGroup() {
        int count = size > FEW ? GROUP : 1; // what belongs to so few is in the caches
        nearFirst = GROUP - count;
        for (int i = nearFirst; i < GROUP; i++) {
            nearDues[i] = dues[0];
            nearSequences[i] = sequences[0];
            near[i] = entries[0];
            removeFirst();
        }
        if (count > 1) {
            lookahead.touch(near, count);
        }
    }

    void add(Timer timer, long order) {
        timer.pending = true;
        add(timer.due, order, timer);
    }

    /** @param entry a timer, or an action that nobody takes back */
    void add(long due, long order, Runnable entry) {
        add(due, order, (Object) entry);
    }

    private void add(long due, long order, Object entry) {
        // one that is due with the last comes after it, so after all that are due then
        if (nearFirst < GROUP && due < nearDues[GROUP - 1]) {
            addNear(due, order, entry);
        } else {
            addFar(due, order, entry);
        }
    }

    private void addNear(long due, long order, Object entry) {
        if (nearFirst == 0) {
            addFar(nearDues[GROUP - 1], nearSequences[GROUP - 1], near[GROUP - 1]);
            System.arraycopy(nearDues, 0, nearDues, 1, GROUP - 1);
            System.arraycopy(nearSequences, 0, nearSequences, 1, GROUP - 1);
            System.arraycopy(near, 0, near, 1, GROUP - 1);
            nearFirst = 1;
        }
        int i = --nearFirst;
        for (; i + 1 < GROUP && due >= nearDues[i + 1]; i++) {
            nearDues[i] = nearDues[i + 1];
            nearSequences[i] = nearSequences[i + 1];
            near[i] = near[i + 1];
        }
        nearDues[i] = due;
        nearSequences[i] = order;
        near[i] = entry;
    }

    private void addFar(long due, long order, Object entry) {
        if (size == entries.length) {
            dues = Arrays.copyOf(dues, size * 2);
            sequences = Arrays.copyOf(sequences, size * 2);
            entries = Arrays.copyOf(entries, size * 2);
        }
        up(size++, due, order, entry);
    }

    /** Takes the first: a {@link Timer} or a {@link Runnable}; null where it is empty. */
    Object poll() {
        if (isEmpty()) {
            return null;
        }
        Object first = near[nearFirst];
        sequence = nearSequences[nearFirst];
        near[nearFirst++] = null;
        if (first instanceof Timer timer) {
            timer.pending = false;
        }
        return first;
    }

    /** Of the one that was polled last. */
    long sequence() {
        return sequence;
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
            show(near[i], nearDues[i], all);
        }
        for (int i = 0; i < size; i++) {
            show(entries[i], dues[i], all);
        }
        return all;
    }

    private void show(Object entry, long due, List<Timer> to) {
        if (!(entry instanceof Timer timer)) {
            to.add(new Timer(this, due, (Runnable) entry, null));
        } else if (timer.isPending()) {
            to.add(timer);
        }
    }

    int size() {
        return GROUP - nearFirst + size - cancelled;
    }

    private void removeFirst() {
        Object last = entries[--size];
        entries[size] = null;
        if (size > 0) {
            down(0, dues[size], sequences[size], last);
        }
    }

    private void sweep() {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (!(entries[i] instanceof Timer timer) || timer.isPending()) {
                place(kept++, dues[i], sequences[i], entries[i]);
            }
        }
        Arrays.fill(entries, kept, size, null);
        cancelled -= size - kept;
        size = kept;
        for (int i = (size - 2) / CHILDREN; i >= 0; i--) {
            down(i, dues[i], sequences[i], entries[i]);
        }
    }

    private void up(int i, long due, long order, Object entry) {
        while (i > 0) {
            int parent = (i - 1) / CHILDREN;
            if (!isBefore(due, order, parent)) {
                break;
            }
            place(i, dues[parent], sequences[parent], entries[parent]);
            i = parent;
        }
        place(i, due, order, entry);
    }

    private void down(int i, long due, long order, Object entry) {
        while (true) {
            int child = CHILDREN * i + 1;
            if (child >= size) {
                break;
            }
            int least = child;
            if (child + CHILDREN <= size) {
                least = earlier(earlier(child, child + 1), earlier(child + 2, child + 3));
            } else {
                for (int other = child + 1; other < size; other++) {
                    least = earlier(least, other);
                }
            }
            if (isBefore(due, order, least)) {
                break;
            }
            place(i, dues[least], sequences[least], entries[least]);
            i = least;
        }
        place(i, due, order, entry);
    }

    /** Of two. Which it is the processor cannot guess, so there is no branch on it. */
    private int earlier(int one, int other) {
        long difference = dues[one] - dues[other]; // neither is negative
        if (difference == 0) {
            difference = sequences[one] - sequences[other];
        }
        return other ^ (one ^ other) & (int) (difference >> 63);
    }

    private boolean isBefore(long due, long order, int other) {
        return due < dues[other] || due == dues[other] && order < sequences[other];
    }

    private void place(int i, long due, long order, Object entry) {
        dues[i] = due;
        sequences[i] = order;
        entries[i] = entry;
    }
}
