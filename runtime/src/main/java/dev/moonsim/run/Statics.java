package dev.moonsim.run;

import dev.moonsim.jdk.JdkInternals;
import dev.moonsim.jdk.VirtualThreads;
import jdk.internal.misc.Unsafe;

/** Plain counters in static fields of the JDK that a program can see, set back at the start of each run. */
final class Statics {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

    private Statics() {}

    /** @param cluster whether there is a network for certain */
    static void reset(boolean cluster) {
        VirtualThreads.initialise(); // its own pool takes a number
        JdkInternals.initialise("java.time.Clock"); // these two read the clock
        JdkInternals.initialise("java.util.concurrent.ThreadLocalRandom");
        if (cluster) { // the JDK's network library asks the host for IPv6 when it is loaded: not within the simulation
            JdkInternals.initialise("java.net.InetAddress");
            JdkInternals.initialise("sun.nio.ch.IOUtil");
        }
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
}
