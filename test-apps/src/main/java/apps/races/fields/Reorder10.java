package apps.races.fields;

import static apps.races.Program.isFixed;

/** Nine threads set a pair of fields, a tenth one looks at both in between. */
public final class Reorder10 {
    private Reorder10() {}

    public static void main(String[] args) throws InterruptedException {
        Pair.run(9, isFixed(args));
    }
}
