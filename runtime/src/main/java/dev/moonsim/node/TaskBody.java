package dev.moonsim.node;

import dev.moonsim.sched.PinnedWaits;
import dev.moonsim.sched.Task;
import java.lang.Thread.UncaughtExceptionHandler;

/** What the virtual thread behind a platform thread runs: the program's {@code run()}, then the end of a Java thread. */
final class TaskBody implements Runnable {
    private final Boot boot;
    private final Thread facade;
    Task task;

    TaskBody(Boot boot, Thread facade) {
        this.boot = boot;
        this.facade = facade;
    }

    @Override
    public void run() {
        boolean daemon = facade.isDaemon();
        try {
            facade.run();
        } catch (Throwable t) {
            uncaught(t);
        }
        task.facadeDone();
        synchronized (facade) {
            PinnedWaits.notifyEvery(facade); // programs wait on the Thread object itself, as Thread.join once did
        }
        boot.bodyDone(task, daemon);
    }

    private void uncaught(Throwable thrown) {
        UncaughtExceptionHandler handler = facade.getUncaughtExceptionHandler();
        boolean handled = boot.defaultHandler() != null || handler != facade.getThreadGroup()
                || handlesItself(facade.getThreadGroup());
        if (facade instanceof MainThread) {
            boot.mainFailed();
        }
        try {
            handler.uncaughtException(facade, thrown);
        } catch (Throwable thrownByHandler) {
            System.err.println("\nException: " + thrownByHandler.getClass().getName()
                    + " thrown from the UncaughtExceptionHandler in thread \"" + facade.getName() + "\""); // as the JVM does
        }
        boot.simulation().uncaught(boot, task, thrown, handled);
    }

    /** Whether the group or one above it has a handler of the program's own, to which groups pass on. */
    private static boolean handlesItself(ThreadGroup group) {
        for (ThreadGroup g = group; g != null; g = g.getParent()) {
            if (g.getClass() != ThreadGroup.class) {
                return true;
            }
        }
        return false;
    }
}
