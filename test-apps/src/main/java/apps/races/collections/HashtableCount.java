package apps.races.collections;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.Hashtable;

/** Counts in a Hashtable with a get and a put. */
public final class HashtableCount {
    private HashtableCount() {}

    private static void count(Hashtable<String, Integer> counts, boolean fixed) {
        if (fixed) {
            counts.merge("key", 1, Integer::sum);
        } else {
            counts.put("key", counts.get("key") + 1);
        }
    }

    public static void main(String[] args) throws InterruptedException {
        boolean fixed = isFixed(args);
        Hashtable<String, Integer> counts = new Hashtable<>();
        counts.put("key", 0);
        together(() -> count(counts, fixed), () -> count(counts, fixed));
        check(counts.get("key") == 2, "count: " + counts.get("key"));
    }
}
