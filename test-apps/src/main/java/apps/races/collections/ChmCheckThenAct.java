package apps.races.collections;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Looks into a concurrent map and puts what is missing: two threads both claim the name. */
public final class ChmCheckThenAct {
    private final ConcurrentMap<String, Thread> owners = new ConcurrentHashMap<>();
    private final AtomicInteger claims = new AtomicInteger();
    private final boolean fixed;

    private ChmCheckThenAct(boolean fixed) {
        this.fixed = fixed;
    }

    private void claim() {
        if (fixed) {
            if (owners.putIfAbsent("name", Thread.currentThread()) == null) {
                claims.incrementAndGet();
            }
        } else if (!owners.containsKey("name")) {
            owners.put("name", Thread.currentThread());
            claims.incrementAndGet();
        }
    }

    public static void main(String[] args) throws InterruptedException {
        ChmCheckThenAct shared = new ChmCheckThenAct(isFixed(args));
        together(shared::claim, shared::claim);
        check(shared.claims.get() == 1, "claims: " + shared.claims);
    }
}
