package apps.races.fields;

import static apps.races.Program.isFixed;

/** Three threads set a pair of fields, a fourth one looks at both in between. */
public final class Reorder4 {
    private Reorder4() {}

    public static void main(String[] args) throws InterruptedException {
        Pair.run(3, isFixed(args));
    }
}
