package dev.moonsim.intercept;

import dev.moonsim.jdk.IdentityHash;
import dev.moonsim.jdk.VirtualThreads;
import dev.moonsim.node.Boot;
import dev.moonsim.sched.Task;
import java.security.SecureRandom;
import java.security.SecureRandomParameters;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Random sources that the JDK seeds from the host or from counters of the JVM. {@code Random(seed)} is left alone;
 * {@code ThreadLocalRandom} keeps its state in the thread and is seeded when a task is made.
 */
public final class RandomArea implements Area {
    private static final String[] HAVE_A_DEFAULT_GENERATOR = {
        "java/util/SplittableRandom", "jdk/internal/random/L32X64MixRandom", "jdk/internal/random/L64X128MixRandom",
        "jdk/internal/random/L64X128StarStarRandom", "jdk/internal/random/L64X256MixRandom",
        "jdk/internal/random/L64X1024MixRandom", "jdk/internal/random/L128X128MixRandom",
        "jdk/internal/random/L128X256MixRandom", "jdk/internal/random/L128X1024MixRandom",
        "jdk/internal/random/Xoroshiro128PlusPlus", "jdk/internal/random/Xoshiro256PlusPlus",
    };

    @Override
    public void declare(Catalog c) {
        Class<RandomArea> by = RandomArea.class;
        c.body("java/util/Random", "seedUniquifier", "()J").by(by, "seed");
        c.body("jdk/internal/util/random/RandomSupport", "initialSeed", "()J").by(by, "seedOfStatics");
        c.call("java/util/concurrent/atomic/AtomicLong", "getAndAdd", "(J)J").onlyIn(HAVE_A_DEFAULT_GENERATOR)
                .by(by, "fromDefaultGenerator");
        String local = "java/util/concurrent/ThreadLocalRandom";
        c.body(local, "localInit", "()V").when("isOnTask").by(by, "localInit");
        c.body(local, "getProbe", "()I").when("isOnTask").by(by, "probe");
        c.body(local, "advanceProbe", "(I)I").when("isOnTask").by(by, "advanceProbe");
        c.body("java/lang/Math", "random", "()D").by(by, "mathRandom");
        c.body("java/lang/StrictMath", "random", "()D").by(by, "mathRandom");
        c.body("java/util/Collections", "shuffle", "(Ljava/util/List;)V").by(by, "shuffle");
        String secure = "java/security/SecureRandom";
        c.body(secure, "nextBytes", "([B)V").by(by, "nextBytes");
        c.body(secure, "nextBytes", "([BLjava/security/SecureRandomParameters;)V").by(by, "nextBytesWith");
        c.body(secure, "generateSeed", "(I)[B").by(by, "generateSeed");
        c.body(secure, "reseed", "()V").by(by, "reseed");
    }

    /** Generators in static fields of the JDK are made once in a JVM, so they take no seed of the boot's. */
    public static long seed() {
        return IdentityHash.isHeld() ? seedOfStatics() : Boot.current().randomness().nextSeed();
    }

    /** Seeds only static generators of the JDK, whose values are never used: see {@link #fromDefaultGenerator}. */
    public static long seedOfStatics() {
        return 1;
    }

    public static long fromDefaultGenerator(AtomicLong generator, long step) {
        Boot boot = Boot.current();
        return boot == null ? generator.getAndAdd(step) : boot.randomness().nextSeed();
    }

    /** A task is seeded where it is made; the JDK would do it again for a worker of a pool, from a counter of the JVM. */
    public static void localInit() {}

    /**
     * Also while Moonsim's own code runs on the task. A map that threads of the JVM change at the same moment, such as one of a
     * class loader, asks for a probe there, and the JDK would seed the task's generator anew, from the host, when it finds none.
     */
    public static boolean isOnTask() {
        return VirtualThreads.taskOf(Thread.currentThread()) != null;
    }

    public static boolean isOnTask(int probe) {
        return isOnTask();
    }

    /** The JDK keeps it in the carrier, which serves all tasks and all runs. Moonsim's own code takes any. */
    public static int probe() {
        return Task.current() == null ? 1 : VirtualThreads.probe(Thread.currentThread());
    }

    /** One round of the JDK's own generator (Marsaglia's xorshift). */
    public static int advanceProbe(int probe) {
        int next = probe;
        next ^= next << 13;
        next ^= next >>> 17;
        next ^= next << 5;
        if (Task.current() != null) {
            VirtualThreads.probe(Thread.currentThread(), next);
        }
        return next;
    }

    public static double mathRandom() {
        return Boot.current().randomness().math().nextDouble();
    }

    public static void shuffle(List<?> list) {
        Collections.shuffle(list, Boot.current().randomness().shuffle());
    }

    public static void nextBytes(SecureRandom random, byte[] bytes) {
        Boot.current().randomness().nextSecureBytes(bytes, 0, bytes.length);
    }

    public static void nextBytesWith(SecureRandom random, byte[] bytes, SecureRandomParameters parameters) {
        nextBytes(random, bytes);
    }

    public static byte[] generateSeed(SecureRandom random, int length) {
        byte[] bytes = new byte[length];
        nextBytes(random, bytes);
        return bytes;
    }

    public static void reseed(SecureRandom random) {}
}
