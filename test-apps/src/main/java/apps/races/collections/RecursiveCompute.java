package apps.races.collections;

import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Calls back into the computation of the same key, where another thread has not filled it yet. */
public final class RecursiveCompute {
    private final ConcurrentMap<String, String> map = new ConcurrentHashMap<>();
    private final AtomicBoolean reload = new AtomicBoolean(true);
    private final boolean fixed;

    private RecursiveCompute(boolean fixed) {
        this.fixed = fixed;
    }

    private String load(String key) {
        boolean again = reload.get();
        return again && !fixed ? map.computeIfAbsent(key, k -> "again") : "loaded";
    }

    public static void main(String[] args) throws InterruptedException {
        RecursiveCompute shared = new RecursiveCompute(isFixed(args));
        together(() -> shared.map.computeIfAbsent("key", shared::load), () -> shared.reload.set(false));
    }
}
