package apps.races.fields;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

/** Two threads count with {@code ++} on a plain field. */
public final class PlainRace {
    private final boolean fixed;
    private int count;

    private PlainRace(boolean fixed) {
        this.fixed = fixed;
    }

    private void increment() {
        if (fixed) {
            synchronized (this) {
                count++;
            }
        } else {
            count++;
        }
    }

    public static void main(String[] args) throws InterruptedException {
        PlainRace shared = new PlainRace(isFixed(args));
        together(shared::increment, shared::increment);
        check(shared.count == 2, "count: " + shared.count);
    }
}
