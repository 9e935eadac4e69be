package apps.races.collections;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.Vector;

/** Asks a Vector for its size and then for its last element, which somebody removes in between. */
public final class VectorLast {
    private VectorLast() {}

    private static void last(Vector<String> vector) {
        check(vector.get(vector.size() - 1) != null, "no element");
    }

    public static void main(String[] args) throws InterruptedException {
        boolean fixed = isFixed(args);
        Vector<String> vector = new Vector<>();
        vector.add("one");
        vector.add("two");
        together(() -> {
            if (fixed) {
                synchronized (vector) {
                    last(vector);
                }
            } else {
                last(vector);
            }
        }, () -> vector.remove("two"));
    }
}
