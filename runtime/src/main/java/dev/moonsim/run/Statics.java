package dev.moonsim.run;

import dev.moonsim.jdk.JdkInternals;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.internal.misc.Unsafe;

/** Counters in static fields of the JDK that a program can see, set back at the start of each run. */
final class Statics {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

    private Statics() {}

    static void reset() {
        set("java.util.concurrent.Executors$DefaultThreadFactory", "poolNumber", 1);
        set("java.util.Timer", "nextSerialNumber", 0);
        setInt("java.util.concurrent.ForkJoinPool", "poolIds", 0);
    }

    private static void setInt(String type, String field, int value) {
        try {
            var declared = Class.forName(type, true, null).getDeclaredField(field);
            UNSAFE.putInt(UNSAFE.staticFieldBase(declared), UNSAFE.staticFieldOffset(declared), value);
        } catch (ReflectiveOperationException e) {
            throw JdkInternals.missing("counter " + type + "." + field);
        }
    }

    private static void set(String type, String field, int value) {
        try {
            var declared = Class.forName(type, true, null).getDeclaredField(field);
            Object counter = UNSAFE.getReference(UNSAFE.staticFieldBase(declared), UNSAFE.staticFieldOffset(declared));
            ((AtomicInteger) counter).set(value);
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw JdkInternals.missing("counter " + type + "." + field);
        }
    }
}
