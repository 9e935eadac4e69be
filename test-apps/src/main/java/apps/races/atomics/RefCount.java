package apps.races.atomics;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.concurrent.atomic.AtomicInteger;

/** A reference is taken although the count was zero: what it counts is closed already. */
public final class RefCount {
    private final AtomicInteger references = new AtomicInteger(1);
    private final boolean fixed;
    private volatile boolean closed;

    private RefCount(boolean fixed) {
        this.fixed = fixed;
    }

    private boolean retain() {
        if (!fixed) {
            references.incrementAndGet();
            return true;
        }
        return references.getAndUpdate(n -> n == 0 ? 0 : n + 1) != 0;
    }

    private void release() {
        if (references.decrementAndGet() == 0) {
            closed = true;
        }
    }

    public static void main(String[] args) throws InterruptedException {
        RefCount resource = new RefCount(isFixed(args));
        together(resource::release, () -> {
            if (resource.retain()) {
                check(!resource.closed, "used after it was closed");
                resource.release();
            }
        });
    }
}
