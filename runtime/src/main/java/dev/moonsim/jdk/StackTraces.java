package dev.moonsim.jdk;

import dev.moonsim.node.NodeLoader;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import jdk.internal.misc.Unsafe;

/** Stack traces as the JDK makes them: which frames are the simulation's, and how an element is written. */
public final class StackTraces {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    private static final long CLASS = JdkInternals.offset(StackTraceElement.class, "declaringClassObject", Class.class);
    private static final long FORMAT = JdkInternals.offset(StackTraceElement.class, "format", byte.class);
    /** {@code StackTraceElement.BUILTIN_CLASS_LOADER}: the loader's name is left out. */
    private static final byte BUILT_IN = 1;
    private static final MethodHandle COMPLETE;

    static {
        try {
            COMPLETE = JdkInternals.lookup(StackTraceElement.class).findVirtual(StackTraceElement.class, "computeFormat",
                    MethodType.methodType(void.class));
        } catch (ReflectiveOperationException e) {
            throw JdkInternals.missing(e.getMessage());
        }
    }

    private StackTraces() {}

    /** Finds what is needed now: where it is used, the stack may be at its end. */
    public static void initialise() {}

    /** Whether the element, which is not complete yet, is of a class of the program. */
    public static boolean isOfANode(StackTraceElement element) {
        Class<?> type = (Class<?>) UNSAFE.getReference(element, CLASS);
        return type != null && type.getClassLoader() instanceof NodeLoader;
    }

    /** Completes an element: it is written as one of a class on the JVM's class path. */
    public static void formatAsBuiltIn(StackTraceElement element) {
        UNSAFE.putByte(element, FORMAT, BUILT_IN);
        UNSAFE.putReference(element, CLASS, null);
    }

    /** Completes elements that the JVM has filled. */
    public static StackTraceElement[] complete(StackTraceElement[] frames) {
        try {
            for (StackTraceElement frame : frames) {
                COMPLETE.invokeExact(frame);
            }
            return frames;
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
    }

    /** Whether the stack begins with the frames that lead to the program's {@code run} or {@code main}. */
    public static boolean standOnATask(StackTraceElement[] frames) {
        return frames.length > 2 && frames[frames.length - 1].getClassName().equals("java.lang.VirtualThread")
                && isOurs(frames[frames.length - 2]);
    }

    public static boolean showTheSimulation(StackTraceElement[] frames) {
        for (StackTraceElement frame : frames) {
            if (isOurs(frame)) {
                return true;
            }
        }
        return false;
    }

    /** Without the frames on which a platform thread's {@code run} or a {@code main} stands. */
    public static StackTraceElement[] withoutBottom(StackTraceElement[] frames) {
        int end = frames.length;
        if (standOnATask(frames)) {
            end--;
            while (end > 0 && isOurs(frames[end - 1])) {
                end--;
            }
        }
        return end == 0 || end == frames.length ? frames : Arrays.copyOf(frames, end);
    }

    /**
     * Without the simulation's frames between others or on top. Where a handler called the very method that it had taken over,
     * that is there once.
     */
    public static StackTraceElement[] withoutHandlers(StackTraceElement[] frames) {
        StackTraceElement[] kept = new StackTraceElement[frames.length];
        int count = 0;
        for (int i = 0; i < frames.length; i++) {
            boolean below = i > 0 && isOurs(frames[i - 1]);
            if (!isOurs(frames[i]) && !(below && count > 0 && isSameMethod(kept[count - 1], frames[i]))) {
                kept[count++] = frames[i];
            }
        }
        return count == 0 ? frames : Arrays.copyOf(kept, count);
    }

    private static boolean isSameMethod(StackTraceElement a, StackTraceElement b) {
        return a.getClassName().equals(b.getClassName()) && a.getMethodName().equals(b.getMethodName());
    }

    private static boolean isOurs(StackTraceElement frame) {
        return frame.getClassName().startsWith("dev.moonsim.") && frame.getClassLoaderName() == null;
    }
}
