package dev.moonsim.run;

import dev.moonsim.jdk.JdkInternals;
import dev.moonsim.jdk.VirtualThreads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import jdk.internal.misc.Unsafe;

/** Plain counters in static fields of the JDK that a program can see, set back at the start of each run. */
final class Statics {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

    private static boolean initialised;

    private Statics() {}

    /** @param cluster whether there is a network for certain */
    static void reset(boolean cluster) {
        if (!initialised) {
            initialised = true;
            VirtualThreads.initialise(); // its own pool takes a number
            JdkInternals.initialise("java.time.Clock"); // these two read the clock
            JdkInternals.initialise("java.util.concurrent.ThreadLocalRandom");
            openBootClassPath();
        }
        if (cluster) { // the JDK's network library asks the host for IPv6 when it is loaded: not within the simulation
            JdkInternals.initialise("java.net.InetAddress");
            JdkInternals.initialise("sun.nio.ch.IOUtil");
        }
        POOL_IDS.set(0);
    }

    /** The boot loader opens its jars once in a JVM, when somebody asks for a resource, and reads the clock for each. */
    private static void openBootClassPath() {
        try {
            ClassLoader.getPlatformClassLoader().getResources("none").hasMoreElements();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final Counter POOL_IDS = new Counter("java.util.concurrent.ForkJoinPool", "poolIds");

    private static final class Counter {
        private final Object base;
        private final long offset;

        Counter(String type, String field) {
            try {
                Field declared = Class.forName(type, true, null).getDeclaredField(field);
                base = UNSAFE.staticFieldBase(declared);
                offset = UNSAFE.staticFieldOffset(declared);
            } catch (ReflectiveOperationException e) {
                throw JdkInternals.missing("counter " + type + "." + field);
            }
        }

        void set(int value) {
            UNSAFE.putInt(base, offset, value);
        }
    }
}
