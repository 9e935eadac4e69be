package dev.moonsim.intercept;

import dev.moonsim.node.Boot;
import dev.moonsim.sched.Task;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.locks.LockSupport;
import jdk.internal.misc.Unsafe;

/** Fork/join pools, which park their workers below {@code LockSupport}, and the common pool, of which each boot has one. */
public final class ForkJoinArea implements Area {
    @Override
    public void declare(Catalog c) {
        Class<ForkJoinArea> by = ForkJoinArea.class;
        String pool = "java/util/concurrent/ForkJoinPool";
        String delays = "java/util/concurrent/DelayScheduler";
        c.call("jdk/internal/misc/Unsafe", "park", "(ZJ)V").onlyIn(pool, delays).by(by, "park");
        c.call("jdk/internal/misc/Unsafe", "unpark", "(Ljava/lang/Object;)V").onlyIn(pool, delays).by(by, "unpark");
        c.staticRead(pool, "common", "Ljava/util/concurrent/ForkJoinPool;").everywhere().by(by, "commonPool");
        c.staticRead("java/util/concurrent/CompletableFuture", "ASYNC_POOL", "Ljava/util/concurrent/ForkJoinPool;")
                .everywhere().by(by, "commonPool");
    }

    public static void park(Unsafe unsafe, boolean absolute, long time) {
        if (!Task.isSimulated()) {
            unsafe.park(absolute, time);
        } else if (absolute) {
            LockSupport.parkUntil(time);
        } else if (time == 0) {
            LockSupport.park();
        } else {
            LockSupport.parkNanos(time);
        }
    }

    public static void unpark(Unsafe unsafe, Object thread) {
        if (thread != null && Task.of((Thread) thread) != null) {
            LockSupport.unpark((Thread) thread);
        } else {
            unsafe.unpark(thread);
        }
    }

    /** Also reached from the pool's own static initialiser, where the JVM's common pool is not made yet. */
    public static ForkJoinPool commonPool() {
        Boot boot = Boot.current();
        return boot == null ? dev.moonsim.node.CommonPool.ofTheJvm() : boot.commonPool();
    }
}
