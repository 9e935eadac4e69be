package apps.races.init;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.concurrent.atomic.AtomicInteger;

/** Builds the instance where there is none yet, without a lock: three threads build three. */
public final class LazyInit {
    private final AtomicInteger built = new AtomicInteger();
    private final boolean fixed;
    private volatile Object instance;

    private LazyInit(boolean fixed) {
        this.fixed = fixed;
    }

    private Object get() {
        if (fixed) {
            synchronized (this) {
                return getOrBuild();
            }
        }
        return getOrBuild();
    }

    private Object getOrBuild() {
        if (instance == null) {
            built.incrementAndGet();
            instance = new Object();
        }
        return instance;
    }

    public static void main(String[] args) throws InterruptedException {
        LazyInit shared = new LazyInit(isFixed(args));
        together(shared::get, shared::get, shared::get);
        check(shared.built.get() == 1, "built " + shared.built + " times");
    }
}
