package apps.time;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Reads clocks and the current thread by every way there is; all must agree with the plain call. */
public final class Indirect {
    private Indirect() {}

    public static void main(String[] args) throws Throwable {
        LongSupplier byReference = System::nanoTime;
        LongSupplier millisByReference = System::currentTimeMillis;
        Supplier<Thread> threadByReference = Thread::currentThread;
        Method byReflection = System.class.getMethod("nanoTime");
        Method millisByReflection = System.class.getMethod("currentTimeMillis");
        MethodHandle byHandle =
                MethodHandles.lookup().findStatic(System.class, "nanoTime", MethodType.methodType(long.class));
        MethodHandle unreflected = MethodHandles.lookup().unreflect(byReflection);
        long tolerance = args.length > 0 ? Long.parseLong(args[0]) : 1_000_000;
        for (int i = 0; i < 3; i++) {
            long nano = System.nanoTime();
            near("method reference", nano, byReference.getAsLong(), tolerance);
            near("reflection", nano, (long) byReflection.invoke(null), tolerance);
            near("method handle", nano, (long) byHandle.invokeExact(), tolerance);
            near("unreflected handle", nano, (long) unreflected.invokeExact(), tolerance);
            long milli = System.currentTimeMillis();
            near("millis by reference", milli, millisByReference.getAsLong(), tolerance / 1_000_000);
            near("millis by reflection", milli, (long) millisByReflection.invoke(null), tolerance / 1_000_000);
            Thread.sleep(3_600_000 / (args.length > 0 ? 100_000 : 1));
        }
        Thread thread = Thread.currentThread();
        if (threadByReference.get() != thread
                || Thread.class.getMethod("currentThread").invoke(null) != thread) {
            throw new IllegalStateException("current thread: " + threadByReference.get() + " is not " + thread);
        }
        Object object = new Object();
        int hash = System.identityHashCode(object);
        if (object.hashCode() != hash
                || (int) System.class.getMethod("identityHashCode", Object.class).invoke(null, object) != hash) {
            throw new IllegalStateException("identity hash");
        }
        System.out.println("passed: hash " + hash);
    }

    private static void near(String what, long expected, long was, long tolerance) {
        if (Math.abs(was - expected) > tolerance) {
            throw new IllegalStateException(what + ": expected " + expected + ", was " + was);
        }
    }
}
