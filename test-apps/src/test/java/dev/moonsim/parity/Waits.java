package dev.moonsim.parity;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/** Waiting in tests: for a condition, for a thread to wait, for a thread to end. */
final class Waits {
    private static final long PATIENCE_MILLIS = 20_000;

    private Waits() {}

    interface Body {
        void run() throws Exception;
    }

    /** Looks every millisecond; fails after 20 s. */
    static void until(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                fail("it never came");
            }
            Thread.sleep(1);
        }
    }

    static void state(Thread thread, Thread.State state) throws InterruptedException {
        until(() -> thread.getState() == state);
    }

    /** Until it waits for something, with or without a timeout. */
    static void waiting(Thread thread) throws InterruptedException {
        until(() -> thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING);
    }

    static void ended(Thread thread) throws InterruptedException {
        thread.join(PATIENCE_MILLIS);
        assertFalse(thread.isAlive(), thread + " has not ended");
    }

    /** A started thread whose failure {@link Running#end} reports. */
    static Running start(Body body) {
        return start("body", body);
    }

    static Running start(String name, Body body) {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                body.run();
            } catch (Throwable t) {
                thrown.set(t);
            }
        }, name);
        thread.setDaemon(true);
        thread.start();
        return new Running(thread, thrown);
    }

    record Running(Thread thread, AtomicReference<Throwable> thrown) {
        /** Waits for its end and fails as it did. */
        void end() throws Exception {
            ended(thread);
            Throwable t = thrown.get();
            if (t instanceof Exception e) {
                throw e;
            } else if (t instanceof Error e) {
                throw e;
            }
        }

        Running waits() throws InterruptedException {
            waiting(thread);
            return this;
        }
    }

    /** At least the time asked for has passed; on the plain JDK nobody knows how much more. */
    static void took(long startNanos, long millis) {
        long nanos = System.nanoTime() - startNanos;
        assertTrue(nanos >= millis * 1_000_000, () -> nanos + " ns in place of " + millis + " ms");
    }
}
