package dev.moonsim.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.Cleaner;
import java.lang.ref.ReferenceQueue;
import jdk.internal.misc.Unsafe;
import jdk.internal.ref.CleanerFactory;
import jdk.internal.ref.PhantomCleanable;
import jdk.internal.vm.Continuation;

/**
 * The lists of cleaners that the JDK has one of for the whole JVM. The JVM's own threads take their monitors, too, at times
 * that no seed decides. A task that came to such a monitor just then would be one that is blocked, and the simulation would
 * go on without it; pinned, it keeps the carrier for the moment that the other thread needs.
 */
public final class CleanerLists {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    private static final Class<?> IMPLEMENTATION = JdkInternals.type("jdk.internal.ref.CleanerImpl");
    private static final long IMPL = JdkInternals.offset(Cleaner.class, "impl", IMPLEMENTATION);
    private static final long QUEUE = JdkInternals.offset(IMPLEMENTATION, "queue", ReferenceQueue.class);
    private static final MethodHandle INSERT;
    private static final MethodHandle REMOVE;
    private static final MethodHandle IS_EMPTY;
    private static final MethodHandle ADD_DIRECT;
    private static final MethodHandle REMOVE_DIRECT;

    static {
        Class<?> list = JdkInternals.type("jdk.internal.ref.CleanerImpl$CleanableList");
        Class<?> direct = jdk.internal.ref.Cleaner.class;
        MethodHandles.Lookup lists = JdkInternals.lookup(list);
        MethodHandles.Lookup directs = JdkInternals.lookup(direct);
        try {
            INSERT = lists.findVirtual(list, "insert", MethodType.methodType(void.class, PhantomCleanable.class))
                    .asType(MethodType.methodType(void.class, Object.class, PhantomCleanable.class));
            REMOVE = lists.findVirtual(list, "remove", MethodType.methodType(boolean.class, PhantomCleanable.class))
                    .asType(MethodType.methodType(boolean.class, Object.class, PhantomCleanable.class));
            IS_EMPTY = lists.findVirtual(list, "isEmpty", MethodType.methodType(boolean.class))
                    .asType(MethodType.methodType(boolean.class, Object.class));
            ADD_DIRECT = directs.findStatic(direct, "add", MethodType.methodType(direct, direct));
            REMOVE_DIRECT = directs.findStatic(direct, "remove", MethodType.methodType(boolean.class, direct));
        } catch (ReflectiveOperationException e) {
            throw JdkInternals.missing(e.getMessage());
        }
    }

    private CleanerLists() {}

    /** Whether it is the JDK's own cleaner, whose thread is the JVM's. */
    public static boolean isCommon(Cleaner cleaner) {
        return cleaner == CleanerFactory.cleaner();
    }

    /** Whether it is the queue of the JDK's own cleaner. */
    public static boolean isCommon(ReferenceQueue<?> queue) {
        Cleaner common = CleanerFactory.cleaner(); // null while it is being made
        return common == null || queue == UNSAFE.getReference(UNSAFE.getReference(common, IMPL), QUEUE);
    }

    /** {@code CleanableList.insert}. */
    public static void insert(Object list, PhantomCleanable<?> cleanable) {
        Continuation.pin();
        try {
            INSERT.invokeExact(list, cleanable);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        } finally {
            Continuation.unpin();
        }
    }

    /** {@code CleanableList.remove}. */
    public static boolean remove(Object list, PhantomCleanable<?> cleanable) {
        Continuation.pin();
        try {
            return (boolean) REMOVE.invokeExact(list, cleanable);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        } finally {
            Continuation.unpin();
        }
    }

    /** {@code CleanableList.isEmpty}. */
    public static boolean isEmpty(Object list) {
        Continuation.pin();
        try {
            return (boolean) IS_EMPTY.invokeExact(list);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        } finally {
            Continuation.unpin();
        }
    }

    /** {@code jdk.internal.ref.Cleaner.add}: the memory of direct buffers. */
    public static jdk.internal.ref.Cleaner add(jdk.internal.ref.Cleaner cleaner) {
        Continuation.pin();
        try {
            return (jdk.internal.ref.Cleaner) ADD_DIRECT.invokeExact(cleaner);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        } finally {
            Continuation.unpin();
        }
    }

    /** {@code jdk.internal.ref.Cleaner.remove}. */
    public static boolean remove(jdk.internal.ref.Cleaner cleaner) {
        Continuation.pin();
        try {
            return (boolean) REMOVE_DIRECT.invokeExact(cleaner);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        } finally {
            Continuation.unpin();
        }
    }
}
