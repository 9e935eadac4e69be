package apps.races.monitors;

import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** A consumer takes being woken for there being something: another consumer may have been quicker. */
public final class IfNotWhile {
    private final Lock lock = new ReentrantLock();
    private final Condition added = lock.newCondition();
    private final Queue<String> queue = new ArrayDeque<>();
    private final boolean fixed;

    private IfNotWhile(boolean fixed) {
        this.fixed = fixed;
    }

    private void add(String item) {
        lock.lock();
        queue.add(item);
        added.signalAll();
        lock.unlock();
    }

    private void take() throws InterruptedException {
        lock.lock();
        try {
            if (queue.isEmpty()) {
                do {
                    added.await();
                } while (fixed && queue.isEmpty());
            }
            queue.remove();
        } finally {
            lock.unlock();
        }
    }

    public static void main(String[] args) throws InterruptedException {
        IfNotWhile shared = new IfNotWhile(isFixed(args));
        together(shared::take, shared::take, () -> {
            shared.add("one");
            shared.add("two");
        });
    }
}
