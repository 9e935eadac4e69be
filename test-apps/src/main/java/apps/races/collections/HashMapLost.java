package apps.races.collections;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/** Two threads put into a HashMap: an entry is lost inside of the map. */
public final class HashMapLost {
    private HashMapLost() {}

    public static void main(String[] args) throws InterruptedException {
        Map<Integer, String> map = new HashMap<>();
        Map<Integer, String> shared = isFixed(args) ? Collections.synchronizedMap(map) : map;
        together(() -> shared.put(1, "one"), () -> shared.put(17, "two"));
        check(shared.size() == 2 && shared.containsKey(1) && shared.containsKey(17), "entries: " + shared.size());
    }
}
