package apps.races.atomics;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** A work-stealing deque whose owner takes the last item without asking: a thief may have taken it too. */
public final class WorkStealing {
    private static final int ITEMS = 2;

    private final AtomicInteger top = new AtomicInteger();
    private final AtomicIntegerArray taken = new AtomicIntegerArray(ITEMS);
    private final boolean fixed;
    private volatile int bottom = ITEMS;

    private WorkStealing(boolean fixed) {
        this.fixed = fixed;
    }

    private void take(int item) {
        check(taken.incrementAndGet(item) == 1, "item " + item + " was taken twice");
    }

    private void pop() {
        int b = bottom - 1;
        bottom = b;
        int t = top.get();
        if (t < b || !fixed && t == b) {
            take(b);
        } else {
            if (t == b && top.compareAndSet(t, t + 1)) {
                take(b);
            }
            bottom = b + 1;
        }
    }

    private void steal() {
        int t = top.get();
        if (t < bottom && top.compareAndSet(t, t + 1)) {
            take(t);
        }
    }

    public static void main(String[] args) throws InterruptedException {
        WorkStealing deque = new WorkStealing(isFixed(args));
        together(() -> {
            deque.pop();
            deque.pop();
        }, deque::steal);
    }
}
