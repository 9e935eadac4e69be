package dev.moonsim.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * What the JDK tells the JVM's tool interface (JVMTI) of a virtual thread: each mount and unmount has a beginning and an end.
 * As soon as a JVM has an agent, and Moonsim is one, the JVM listens, though nobody does behind it: that alone costs half as
 * much as a bare switch.
 *
 * <p>So the JDK's own two ends of a mount or unmount are left out for a task. Where a task blocks on a monitor or in
 * {@code Object.wait}, it is the JVM that begins the unmount and ends the mount after it. Those, and the unmount that follows,
 * are told in full; else the JVM would take the thread for one that is still on its way.
 */
public final class ToolInterface {
    private static final MethodHandle START = find("notifyJvmtiStart");
    private static final MethodHandle END = find("notifyJvmtiEnd");
    private static final MethodHandle MOUNT = find("notifyJvmtiMount", boolean.class);
    private static final MethodHandle UNMOUNT = find("notifyJvmtiUnmount", boolean.class);

    /** The JVM has begun to unmount it and waits for the end, or that end is done and the next mount is to be told. */
    private boolean unmountedByTheJvm;
    /** The tool interface takes it for mounted. */
    private boolean mounted;
    /** It has been told that an unmount begins. */
    private boolean leaving;

    /** One for each task. */
    public ToolInterface() {}

    /** Reads all of it. */
    public int touch() {
        return mounted ? 1 : 0;
    }

    private static MethodHandle find(String name, Class<?>... parameters) {
        Class<?> type = JdkInternals.type("java.lang.VirtualThread");
        MethodHandles.Lookup lookup = JdkInternals.lookup(type);
        try {
            MethodHandle handle = lookup.findVirtual(type, name, MethodType.methodType(void.class, parameters));
            return handle.asType(handle.type().changeParameterType(0, Thread.class));
        } catch (ReflectiveOperationException e) {
            throw JdkInternals.missing(e.getMessage());
        }
    }

    /** Links the calls below now: no task should be the first. */
    static void initialise() {
        for (Runnable call : new Runnable[] {() -> start(null), () -> end(null), () -> mount(null, true),
            () -> unmount(null, true)}) {
            try {
                call.run();
            } catch (NullPointerException e) {
                // linked
            }
        }
    }

    public static void start(Thread thread) {
        try {
            START.invokeExact(thread);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
    }

    public static void end(Thread thread) {
        try {
            END.invokeExact(thread);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
    }

    public static void mount(Thread thread, boolean begins) {
        try {
            MOUNT.invokeExact(thread, begins);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
    }

    public static void unmount(Thread thread, boolean begins) {
        try {
            UNMOUNT.invokeExact(thread, begins);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
    }

    /** The last unmount of a task begins. */
    public void taskEnds(Thread thread) {
        if (mounted) {
            end(thread);
            leaving = true;
        }
    }

    public void taskMounts(Thread thread, boolean begins) {
        if (begins) {
            if (unmountedByTheJvm) {
                unmountedByTheJvm = false;
                mount(thread, true);
                mounted = true; // the JVM tells the end
            }
        } else if (leaving) {
            leaving = false; // it could not leave
            mount(thread, false);
        }
    }

    public void taskUnmounts(Thread thread, boolean begins) {
        if (begins) {
            if (mounted) {
                unmount(thread, true);
                leaving = true;
            }
        } else if (VirtualThreads.isLeavingAMonitor(thread)) {
            unmount(thread, false);
            unmountedByTheJvm = true;
            mounted = false;
        } else if (leaving) {
            unmount(thread, false);
            leaving = false;
            mounted = false;
        }
    }
}
