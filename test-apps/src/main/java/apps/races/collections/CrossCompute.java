package apps.races.collections;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Computes one entry from another inside of the map's own computation, and the other way round. */
public final class CrossCompute {
    private final ConcurrentMap<String, Integer> map = new ConcurrentHashMap<>();
    private final boolean fixed;

    private CrossCompute(boolean fixed) {
        this.fixed = fixed;
    }

    private void compute(String name, String from) {
        if (fixed) {
            int base = map.computeIfAbsent(from, key -> 1);
            map.computeIfAbsent(name, key -> base + 1);
        } else {
            map.computeIfAbsent(name, key -> map.computeIfAbsent(from, other -> 1) + 1);
        }
    }

    public static void main(String[] args) throws InterruptedException {
        CrossCompute shared = new CrossCompute(isFixed(args));
        together(() -> shared.compute("a", "b"), () -> shared.compute("b", "a"));
        check(shared.map.size() == 2, "entries: " + shared.map);
    }
}
