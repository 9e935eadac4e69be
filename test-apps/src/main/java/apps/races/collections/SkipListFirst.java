package apps.races.collections;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Asks a sorted map for its first key because it was not empty. */
public final class SkipListFirst {
    private SkipListFirst() {}

    private static void removeFirst(ConcurrentSkipListMap<Integer, String> map, boolean fixed) {
        if (fixed) {
            Map.Entry<Integer, String> first = map.pollFirstEntry();
            check(first == null || first.getValue().equals("one"), "another value");
        } else if (!map.isEmpty()) {
            map.remove(map.firstKey());
        }
    }

    public static void main(String[] args) throws InterruptedException {
        boolean fixed = isFixed(args);
        ConcurrentSkipListMap<Integer, String> map = new ConcurrentSkipListMap<>();
        map.put(1, "one");
        together(() -> removeFirst(map, fixed), () -> removeFirst(map, fixed));
    }
}
