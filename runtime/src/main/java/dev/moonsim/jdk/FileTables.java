package dev.moonsim.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import jdk.internal.misc.Unsafe;
import sun.nio.ch.FileKey;

/** Tables of open files and locks that the JDK keeps in static fields, for callers outside the simulation. */
public final class FileTables {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    private static final MethodHandle NEW_FILE_KEY;

    static {
        try {
            NEW_FILE_KEY = JdkInternals.lookup(FileKey.class)
                    .findConstructor(FileKey.class, MethodType.methodType(void.class, long.class, long.class))
                    .asType(MethodType.methodType(Object.class, long.class, long.class));
        } catch (ReflectiveOperationException e) {
            throw JdkInternals.missing(e.getMessage());
        }
    }

    private FileTables() {}

    public static Object newFileKey(long device, long inode) {
        try {
            return (Object) NEW_FILE_KEY.invokeExact(device, inode);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
    }

    public static ConcurrentHashMap<?, ?> locks() {
        return (ConcurrentHashMap<?, ?>) read("sun.nio.ch.FileLockTable", "lockMap");
    }

    /** A static table of a JDK class. */
    public static HashMap<?, ?> table(String type, String field) {
        return (HashMap<?, ?>) read(type, field);
    }

    /** For asynchronous file channels. */
    public static ExecutorService defaultExecutor() {
        return (ExecutorService) read("sun.nio.ch.SimpleAsynchronousFileChannelImpl$DefaultExecutorHolder", "defaultExecutor");
    }

    /** As the JDK makes that one. */
    public static ExecutorService newExecutor() {
        Class<?> pool = JdkInternals.type("sun.nio.ch.ThreadPool");
        MethodHandles.Lookup lookup = JdkInternals.lookup(pool);
        try {
            Object made = lookup.findStatic(pool, "createDefault", MethodType.methodType(pool)).invoke();
            return (ExecutorService) lookup.findVirtual(pool, "executor", MethodType.methodType(ExecutorService.class)).invoke(made);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
    }

    private static Object read(String type, String field) {
        try {
            Field found = Class.forName(type, true, null).getDeclaredField(field);
            return UNSAFE.getReference(UNSAFE.staticFieldBase(found), UNSAFE.staticFieldOffset(found));
        } catch (ReflectiveOperationException e) {
            throw JdkInternals.missing("field " + type + "." + field);
        }
    }
}
