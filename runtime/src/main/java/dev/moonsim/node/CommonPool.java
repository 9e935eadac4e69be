package dev.moonsim.node;

import dev.moonsim.jdk.JdkInternals;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ForkJoinPool;

/** Makes common pools: one for each boot, with the JDK's own constructor for it. */
public final class CommonPool {
    private static final MethodHandle NEW;
    private static final VarHandle COMMON;

    static {
        MethodHandles.Lookup lookup = JdkInternals.lookup(ForkJoinPool.class);
        try {
            COMMON = lookup.findStaticVarHandle(ForkJoinPool.class, "common", ForkJoinPool.class);
            NEW = lookup.findConstructor(ForkJoinPool.class, MethodType.methodType(void.class, byte.class));
        } catch (ReflectiveOperationException e) {
            throw JdkInternals.missing(e.getMessage());
        }
    }

    private CommonPool() {}

    /** The pool of threads that no simulation owns; null while the JDK is making it. */
    public static ForkJoinPool ofTheJvm() {
        return (ForkJoinPool) COMMON.get();
    }

    static ForkJoinPool create() {
        try {
            return (ForkJoinPool) NEW.invokeExact((byte) 0);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
    }
}
