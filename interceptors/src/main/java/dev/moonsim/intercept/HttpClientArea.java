package dev.moonsim.intercept;

import dev.moonsim.node.Boot;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

/**
 * What {@code java.net.http.HttpClient} keeps in static fields: the pool that completes its futures, which is the boot's
 * own, and the origin of its time line, which must not depend on when the JVM first used it.
 */
public final class HttpClientArea implements Area {
    @Override
    public void declare(Catalog c) {
        Class<HttpClientArea> by = HttpClientArea.class;
        String client = "jdk/internal/net/http/HttpClientImpl";
        c.staticRead(client, "ASYNC_POOL", "Ljava/util/concurrent/Executor;")
                .onlyIn(client, client + "$DelegatingExecutor").by(by, "asyncPool");
        String origin = "jdk/internal/net/http/common/TimeSource$NanoSource#<init>";
        c.call("java/time/Instant", "now", "()Ljava/time/Instant;").onlyIn(origin).by(by, "originInstant");
        c.call("java/lang/System", "nanoTime", "()J").onlyIn(origin).by(by, "originNanos");
    }

    public static Executor asyncPool() {
        Boot boot = Boot.current();
        return boot == null ? ForkJoinPool.commonPool() : boot.commonPool();
    }

    /** An instant of the time line is then the epoch and {@code System.nanoTime()}, wherever it starts. */
    public static Instant originInstant() {
        return Instant.EPOCH;
    }

    public static long originNanos() {
        return 0;
    }
}
