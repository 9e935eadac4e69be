package dev.moonsim.intercept;

import dev.moonsim.jdk.CleanerLists;
import dev.moonsim.node.Boot;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;

/**
 * Weak, soft and phantom references. When the collector clears them depends on the heap and not on the seed, so what a program refers
 * to stays until it asks for a collection, or its boot is over: a collector may wait that long.
 */
public final class ReferencesArea implements Area {
    @Override
    public void declare(Catalog c) {
        Class<ReferencesArea> by = ReferencesArea.class;
        c.after("java/lang/ref/Reference", "<init>", "(Ljava/lang/Object;Ljava/lang/ref/ReferenceQueue;)V")
                .as("(Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/ref/ReferenceQueue;)V").by(by, "made");
        c.call("java/lang/System", "gc", "()V").by(by, "collect");
        c.call("java/lang/Runtime", "gc", "()V").alsoIn("sun/management/MemoryImpl").by(by, "collect");
        c.call("sun/rmi/transport/GC", "maxObjectInspectionAge", "()J").onlyIn("sun/rmi/transport/GC$Daemon").by(by, "age");
    }

    public static void made(Object reference, Object referent, ReferenceQueue<?> queue) {
        if (referent != null && !isOfTheJvm(reference, queue)) {
            Boot boot = Boot.current();
            if (boot != null) {
                boot.references().hold((Reference<?>) reference, referent);
            }
        }
    }

    /** What gives native memory back, which the program cannot see. */
    private static boolean isOfTheJvm(Object reference, ReferenceQueue<?> queue) {
        return reference instanceof PhantomReference
                && (reference instanceof jdk.internal.ref.Cleaner || CleanerLists.isCommon(queue));
    }

    public static void collect() {
        Boot boot = Boot.current();
        if (boot == null) {
            System.gc();
        } else {
            boot.references().collect();
        }
    }

    /** How long ago the collector looked at all objects: RMI collects so often itself that it is never long. */
    public static long age() {
        return 0;
    }

    public static void collect(Runtime runtime) {
        collect();
    }
}
