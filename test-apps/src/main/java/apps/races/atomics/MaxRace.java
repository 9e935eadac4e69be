package apps.races.atomics;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.concurrent.atomic.AtomicInteger;

/** Keeps the greatest value seen, with a comparison that is old when the value is set. */
public final class MaxRace {
    private final AtomicInteger max = new AtomicInteger();
    private final boolean fixed;

    private MaxRace(boolean fixed) {
        this.fixed = fixed;
    }

    private void see(int value) {
        if (fixed) {
            max.accumulateAndGet(value, Math::max);
        } else if (value > max.get()) {
            max.set(value);
        }
    }

    public static void main(String[] args) throws InterruptedException {
        MaxRace shared = new MaxRace(isFixed(args));
        together(() -> shared.see(1), () -> shared.see(2));
        check(shared.max.get() == 2, "max: " + shared.max);
    }
}
