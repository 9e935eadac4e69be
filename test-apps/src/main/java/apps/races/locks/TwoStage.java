package apps.races.locks;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

/** What belongs together is written under two locks, one after the other, and read in between. */
public final class TwoStage {
    private final Object lockA = new Object();
    private final Object lockB;
    private int stageA;
    private int stageB;

    private TwoStage(boolean fixed) {
        lockB = fixed ? lockA : new Object();
    }

    private void write() {
        synchronized (lockA) {
            stageA = 1;
            if (lockA == lockB) {
                stageB = stageA + 1;
                return;
            }
        }
        synchronized (lockB) {
            stageB = stageA + 1;
        }
    }

    private void read() {
        int a;
        synchronized (lockA) {
            a = stageA;
        }
        if (a != 0) {
            synchronized (lockB) {
                check(stageB == a + 1, "saw stage A without stage B");
            }
        }
    }

    public static void main(String[] args) throws InterruptedException {
        TwoStage shared = new TwoStage(isFixed(args));
        together(shared::write, shared::read);
    }
}
