package apps.races.time;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.concurrent.TimeUnit;

/**
 * Looks whether its lease is still good, then writes: a thread that is held back in between writes when the lease is
 * another's. The twin's storage refuses writes under an older lease than it has seen.
 */
public final class LeaseExpiry {
    private static final long LEASE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final boolean fixed;
    private int lease;
    private long until;
    private int newest;

    private LeaseExpiry(boolean fixed) {
        this.fixed = fixed;
    }

    /** A new lease, or 0 where another one is good. */
    private synchronized int acquire() {
        if (lease != 0 && System.nanoTime() - until < 0) {
            return 0;
        }
        until = System.nanoTime() + LEASE_NANOS;
        return ++lease;
    }

    private synchronized boolean isGood(int held) {
        return held == lease && System.nanoTime() - until < 0;
    }

    private synchronized void write(int held) {
        if (!fixed || held >= newest) {
            check(held >= newest, "a write under lease " + held + " after one under " + newest);
            newest = held;
        }
    }

    private void useLease() {
        int held = acquire();
        if (held != 0 && isGood(held)) {
            write(held);
        }
    }

    public static void main(String[] args) throws InterruptedException {
        LeaseExpiry storage = new LeaseExpiry(isFixed(args));
        together(storage::useLease, () -> {
            Thread.sleep(150);
            storage.useLease();
        });
    }
}
