package apps.races.collections;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** A cache that gets, makes and puts: two threads go away with different objects for one key. */
public final class CacheTwice {
    private final ConcurrentMap<String, Object> cache = new ConcurrentHashMap<>();
    private final boolean fixed;

    private CacheTwice(boolean fixed) {
        this.fixed = fixed;
    }

    private Object get() {
        if (fixed) {
            return cache.computeIfAbsent("key", key -> new Object());
        }
        Object cached = cache.get("key");
        if (cached == null) {
            cached = new Object();
            cache.put("key", cached);
        }
        return cached;
    }

    public static void main(String[] args) throws InterruptedException {
        CacheTwice cache = new CacheTwice(isFixed(args));
        Object[] got = new Object[2];
        together(() -> got[0] = cache.get(), () -> got[1] = cache.get());
        check(got[0] == got[1], "two objects for one key");
    }
}
