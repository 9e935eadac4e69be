package apps.races.init;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.concurrent.TimeUnit;

/** Two classes whose static initialisers take their time and need each other, first used by two threads. */
public final class ClassInitDeadlock {
    static final class Registry {
        static final String NAME = load("registry");
        static final int LETTERS = Plugins.NAME.length();
    }

    static final class Plugins {
        static final String NAME = load("plugins");
        static final int LETTERS = Registry.NAME.length();
    }

    private ClassInitDeadlock() {}

    private static String load(String what) {
        try {
            TimeUnit.MILLISECONDS.sleep(1);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return what;
    }

    public static void main(String[] args) throws InterruptedException {
        if (isFixed(args)) {
            check(Registry.LETTERS == 7, "initialised by one thread first");
        }
        together(() -> check(Registry.LETTERS == 7, "other plugins"),
                () -> check(Plugins.LETTERS == 8, "another registry"));
    }
}
