package apps.races.fields;

import static apps.races.Program.check;
import static apps.races.Program.together;

import apps.races.Program.Part;

/** Two fields that are both 0 or both set, and threads that set them one after the other. */
final class Pair {
    private final boolean fixed;
    private volatile int a;
    private volatile int b;

    private Pair(boolean fixed) {
        this.fixed = fixed;
    }

    static void run(int setters, boolean fixed) throws InterruptedException {
        Pair pair = new Pair(fixed);
        Part[] parts = new Part[setters + 1];
        for (int i = 0; i < setters; i++) {
            parts[i] = pair::set;
        }
        parts[setters] = pair::look;
        together(parts);
    }

    private void set() {
        if (fixed) {
            synchronized (this) {
                setBoth();
            }
        } else {
            setBoth();
        }
    }

    private void setBoth() {
        a = 1;
        b = -1;
    }

    private void look() {
        if (fixed) {
            synchronized (this) {
                lookAtBoth();
            }
        } else {
            lookAtBoth();
        }
    }

    private void lookAtBoth() {
        check(a + b == 0, "a and b differ");
    }
}
