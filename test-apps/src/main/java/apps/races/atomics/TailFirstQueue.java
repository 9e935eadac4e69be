package apps.races.atomics;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.concurrent.atomic.AtomicReference;

/** A linked queue that moves its tail before it links the node: items behind it are out of reach for a while. */
public final class TailFirstQueue {
    private static final class Node {
        final AtomicReference<Node> next = new AtomicReference<>();
    }

    private final AtomicReference<Node> tail = new AtomicReference<>(new Node());
    private final boolean fixed;
    private Node head = tail.get();

    private TailFirstQueue(boolean fixed) {
        this.fixed = fixed;
    }

    private void offer() {
        Node node = new Node();
        tail.getAndSet(node).next.set(node);
    }

    /** Of one consumer. */
    private boolean poll() {
        Node next = head.next.get();
        while (fixed && next == null && tail.get() != head) {
            Thread.onSpinWait();
            next = head.next.get();
        }
        if (next == null) {
            return false;
        }
        head = next;
        return true;
    }

    public static void main(String[] args) throws InterruptedException {
        TailFirstQueue queue = new TailFirstQueue(isFixed(args));
        together(queue::offer, () -> {
            queue.offer();
            check(queue.poll(), "empty after an offer");
        });
    }
}
