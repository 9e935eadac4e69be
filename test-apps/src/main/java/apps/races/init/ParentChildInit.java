package apps.races.init;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

/** A class whose static initialiser makes an instance of its own subclass: two threads begin at either end. */
public final class ParentChildInit {
    private static class Parent {
        static final Parent DEFAULT = create();

        static Parent create() {
            try {
                Thread.sleep(1);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return new Child();
        }

        int size() {
            return 1;
        }
    }

    private static final class Child extends Parent {
        static final int SIZE = Integer.parseInt("2");

        @Override
        int size() {
            return SIZE;
        }
    }

    private ParentChildInit() {}

    public static void main(String[] args) throws InterruptedException {
        if (isFixed(args)) {
            check(Parent.DEFAULT.size() == 2, "initialised by one thread first");
        }
        together(() -> check(Parent.DEFAULT.size() == 2, "another child"),
                () -> check(Child.SIZE == 2, "another size"));
    }
}
