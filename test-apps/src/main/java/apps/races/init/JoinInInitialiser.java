package apps.races.init;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.thread;

/** A static initialiser waits for a thread that needs the class: the JVM lets nobody in until it is done. */
public final class JoinInInitialiser {
    static final class Table {
        static volatile int size;

        static {
            Thread filler = thread(() -> size = 3, "filler");
            filler.start();
            try {
                filler.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static final class Safe {
        static volatile int size;

        static {
            size = 3;
        }
    }

    private JoinInInitialiser() {}

    public static void main(String[] args) {
        check((isFixed(args) ? Safe.size : Table.size) == 3, "not filled");
    }
}
