package apps.races.monitors;

import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import apps.races.Program.Part;

/** A barrier of one's own: the first thread of the next round can be counted before the last of this one has left. */
public final class BarrierReuse {
    private static final int PARTIES = 2;

    private final boolean fixed;
    private int arrived;
    private int round;

    private BarrierReuse(boolean fixed) {
        this.fixed = fixed;
    }

    private synchronized void await() throws InterruptedException {
        int mine = round;
        if (++arrived == PARTIES) {
            arrived = 0;
            round++;
            notifyAll();
        } else {
            while (fixed ? round == mine : arrived != 0) {
                wait();
            }
        }
    }

    public static void main(String[] args) throws InterruptedException {
        BarrierReuse barrier = new BarrierReuse(isFixed(args));
        Part twice = () -> {
            barrier.await();
            barrier.await();
        };
        together(twice, twice);
    }
}
