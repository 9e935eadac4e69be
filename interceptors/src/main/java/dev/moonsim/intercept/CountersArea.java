package dev.moonsim.intercept;

import dev.moonsim.run.Simulation;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counters in static fields of the JDK that show in names of threads: each run counts from the start. */
public final class CountersArea implements Area {
    @Override
    public void declare(Catalog c) {
        Class<CountersArea> by = CountersArea.class;
        String integer = "java/util/concurrent/atomic/AtomicInteger";
        c.call(integer, "getAndIncrement", "()I").onlyIn("java/util/concurrent/Executors$DefaultThreadFactory#<init>",
                "jdk/internal/misc/InnocuousThread#newName").by(by, "getAndIncrement");
        c.call(integer, "getAndIncrement", "()I").onlyIn("java/util/Timer#serialNumber").by(by, "getAndIncrementFromZero");
        c.call("java/util/concurrent/atomic/AtomicLong", "incrementAndGet", "()J")
                .onlyIn("jdk/internal/net/http/HttpClientImpl#<init>").by(by, "incrementAndGet");
    }

    public static int getAndIncrement(AtomicInteger counter) {
        Simulation simulation = Simulation.current();
        return simulation == null ? counter.getAndIncrement() : (int) simulation.count(counter);
    }

    public static int getAndIncrementFromZero(AtomicInteger counter) {
        Simulation simulation = Simulation.current();
        return simulation == null ? counter.getAndIncrement() : (int) simulation.count(counter) - 1;
    }

    public static long incrementAndGet(AtomicLong counter) {
        Simulation simulation = Simulation.current();
        return simulation == null ? counter.incrementAndGet() : simulation.count(counter);
    }
}
