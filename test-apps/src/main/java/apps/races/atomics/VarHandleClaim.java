package apps.races.atomics;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;

/** Claims a flag through a VarHandle with a read and a write in place of a compare-and-set. */
public final class VarHandleClaim {
    private static final VarHandle CLAIMED;

    static {
        try {
            CLAIMED = MethodHandles.lookup().findVarHandle(VarHandleClaim.class, "claimed", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final AtomicInteger winners = new AtomicInteger();
    private final boolean fixed;
    private boolean claimed;

    private VarHandleClaim(boolean fixed) {
        this.fixed = fixed;
    }

    private void claim() {
        if (fixed) {
            if (CLAIMED.compareAndSet(this, false, true)) {
                winners.incrementAndGet();
            }
        } else if (!(boolean) CLAIMED.getVolatile(this)) {
            CLAIMED.setVolatile(this, true);
            winners.incrementAndGet();
        }
    }

    public static void main(String[] args) throws InterruptedException {
        VarHandleClaim shared = new VarHandleClaim(isFixed(args));
        together(shared::claim, shared::claim);
        check(shared.claimed && shared.winners.get() == 1, "winners: " + shared.winners);
    }
}
