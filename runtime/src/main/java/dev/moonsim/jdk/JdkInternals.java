package dev.moonsim.jdk;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import jdk.internal.misc.Unsafe;

/** Access to the JDK's own fields and methods. What is missing is named, together with the running JDK. */
public final class JdkInternals {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

    private JdkInternals() {}

    public static Class<?> type(String name) {
        try {
            return Class.forName(name, false, null);
        } catch (ClassNotFoundException e) {
            throw missing("class " + name);
        }
    }

    /** Runs the static initialiser of a class of the JDK now, outside any task. */
    public static void initialise(String name) {
        try {
            Class.forName(name, true, null);
        } catch (ClassNotFoundException e) {
            throw missing("class " + name);
        }
    }

    public static long offset(Class<?> owner, String field, Class<?> type) {
        try {
            Field found = owner.getDeclaredField(field);
            if (found.getType() == type) {
                return UNSAFE.objectFieldOffset(found);
            }
        } catch (NoSuchFieldException e) {
            // Reflection hides some fields of java.lang.Thread and others; Unsafe does not.
            try {
                return UNSAFE.objectFieldOffset(owner, field);
            } catch (InternalError e2) {
                // named below
            }
        }
        throw missing("field " + type.getName() + " " + owner.getName() + "." + field);
    }

    /** Full access to a class of the JDK; its package must have been opened to Moonsim. */
    public static MethodHandles.Lookup lookup(Class<?> type) {
        try {
            return MethodHandles.privateLookupIn(type, MethodHandles.lookup());
        } catch (IllegalAccessException e) {
            throw missing("access to " + type.getName() + " (" + e.getMessage() + ")");
        }
    }

    public static IllegalStateException missing(String what) {
        return new IllegalStateException("this JDK (" + Runtime.version() + ") has no " + what
                + ", which Moonsim needs; it was written for JDK 25");
    }

    /** Throws any throwable unchanged; declared to return so that callers can write {@code throw rethrow(t)}. */
    @SuppressWarnings("unchecked")
    public static <T extends Throwable> RuntimeException rethrow(Throwable t) throws T {
        throw (T) t;
    }
}
