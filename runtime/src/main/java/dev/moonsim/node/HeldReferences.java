package dev.moonsim.node;

import dev.moonsim.sched.Task;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/** What a boot's weak and soft references refer to, held until the program asks for a collection. */
public final class HeldReferences {
    private List<Object> held = new ArrayList<>();
    private List<Reference<?>> holders = new ArrayList<>();
    private boolean busy;

    HeldReferences() {}

    /** Keeps the referent. */
    public void hold(Reference<?> reference, Object referent) {
        if (!busy) { // else it is one of our own
            holders.add(reference);
            held.add(referent);
        }
    }

    /** Lets go of everything, collects, and holds again what is left. */
    public void collect() {
        Task host = Task.enterHost();
        busy = true;
        try {
            List<WeakReference<Reference<?>>> before = new ArrayList<>(holders.size());
            for (Reference<?> holder : holders) {
                before.add(new WeakReference<>(holder));
            }
            holders = null;
            held = null;
            System.gc();
            holders = new ArrayList<>();
            held = new ArrayList<>();
            for (WeakReference<Reference<?>> survivor : before) {
                Reference<?> holder = survivor.get();
                Object referent = holder == null ? null : holder.get();
                if (referent != null) {
                    holders.add(holder);
                    held.add(referent);
                }
            }
        } finally {
            busy = false;
            Task.leaveHost(host);
        }
    }

    /** The boot is over. */
    void release() {
        busy = true;
        holders = null;
        held = null;
    }
}
