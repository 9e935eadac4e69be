package dev.moonsim.node;

import dev.moonsim.sched.Task;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import jdk.internal.access.SharedSecrets;
import jdk.internal.vm.Continuation;

/** What a boot's weak, soft and phantom references refer to, held until the program asks for a collection. */
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
            List<WeakReference<?>> oldHolders = weakly(holders);
            List<WeakReference<?>> oldReferents = weakly(held);
            holders = null;
            held = null;
            System.gc();
            awaitProcessing();
            holders = new ArrayList<>();
            held = new ArrayList<>();
            for (int i = 0; i < oldHolders.size(); i++) {
                Reference<?> holder = (Reference<?>) oldHolders.get(i).get();
                Object referent = oldReferents.get(i).get();
                if (holder != null && referent != null && holder.refersTo(cast(referent))) {
                    holders.add(holder);
                    held.add(referent);
                }
            }
        } finally {
            busy = false;
            Task.leaveHost(host);
        }
    }

    private static List<WeakReference<?>> weakly(List<?> objects) {
        List<WeakReference<?>> references = new ArrayList<>(objects.size());
        for (Object object : objects) {
            references.add(new WeakReference<>(object));
        }
        return references;
    }

    /** The JVM's own thread puts what was cleared into the queues of the program, which reads them afterwards. */
    private static void awaitProcessing() {
        Continuation.pin(); // the wait is the carrier's, and no time passes
        try {
            while (SharedSecrets.getJavaLangRefAccess().waitForReferenceProcessing()) {
                // it has done some; there may be more
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            Continuation.unpin();
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> T cast(Object referent) {
        return (T) referent;
    }

    /** The boot is over. */
    void release() {
        busy = true;
        holders = null;
        held = null;
    }
}
