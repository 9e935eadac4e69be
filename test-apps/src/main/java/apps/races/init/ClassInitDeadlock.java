package apps.races.init;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

/** Two classes whose static initialisers need each other, first used by two threads. */
public final class ClassInitDeadlock {
    private static final class Chicken {
        static final String NAME = new StringBuilder("chicken").toString();
        static final int LETTERS = Egg.NAME.length();
    }

    private static final class Egg {
        static final String NAME = new StringBuilder("egg").toString();
        static final int LETTERS = Chicken.NAME.length();
    }

    private ClassInitDeadlock() {}

    public static void main(String[] args) throws InterruptedException {
        if (isFixed(args)) {
            check(Chicken.LETTERS == 3, "initialised by one thread first");
        }
        together(() -> check(Chicken.LETTERS == 3, "another egg"), () -> check(Egg.LETTERS == 7, "another chicken"));
    }
}
