package dev.moonsim.sched;

import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A timer as the JDK's virtual threads hold it: all they do is cancel it. */
public final class TimerFuture implements Future<Void> {
    private final Timer timer;

    public TimerFuture(Timer timer) {
        this.timer = timer;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return timer.cancel();
    }

    @Override
    public boolean isCancelled() {
        return !timer.isPending();
    }

    @Override
    public boolean isDone() {
        return !timer.isPending();
    }

    @Override
    public Void get() {
        throw new IllegalStateException("nobody waits for a timer of the scheduler");
    }

    @Override
    public Void get(long timeout, TimeUnit unit) {
        return get();
    }
}
