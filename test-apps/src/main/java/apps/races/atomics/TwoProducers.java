package apps.races.atomics;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

/** A queue for one producer that two of them use: both fill the same slot. */
public final class TwoProducers {
    private final String[] slots = new String[4];
    private volatile int tail;

    private TwoProducers() {}

    private void offer(String item) {
        int at = tail;
        slots[at] = item;
        tail = at + 1;
    }

    private synchronized void offerAlone(String item) {
        offer(item);
    }

    public static void main(String[] args) throws InterruptedException {
        TwoProducers queue = new TwoProducers();
        if (isFixed(args)) {
            together(() -> queue.offerAlone("a"), () -> queue.offerAlone("b"));
        } else {
            together(() -> queue.offer("a"), () -> queue.offer("b"));
        }
        check(queue.tail == 2, "items: " + queue.tail);
    }
}
