package dev.moonsim.sched;

import dev.moonsim.jdk.ObjectHeader;
import dev.moonsim.jdk.UpCalls;
import dev.moonsim.jdk.Waits;

/**
 * Monitors that a task wants and another has. A task that can leave its carrier is left to the JVM, which unmounts it. One with a native
 * frame on its stack, as the JVM puts there when it calls the program to load a class, to initialise one or to link a call site, would
 * block its carrier inside the JVM, and with it the run; so code that may meet such a monitor asks here before it enters, and the task
 * waits as it does for anything else while it is pinned: another carrier runs the others.
 */
public final class Monitors {
    private Monitors() {}

    /** Called before a monitor is entered; no other task runs between here and there. Mostly one look at the object's header. */
    public static void enter(Object monitor) {
        if (monitor != null && !ObjectHeader.isFree(monitor)) {
            meet(monitor);
        }
    }

    private static void meet(Object monitor) {
        if (!ObjectHeader.isHeld(monitor) || UpCalls.none() || Thread.holdsLock(monitor)) {
            return;
        }
        Task task = Task.current();
        if (task == null || !isPinned(task)) {
            return;
        }
        while (ObjectHeader.isHeld(monitor) && !Thread.holdsLock(monitor) && findHolder(task, monitor)) {
            task.entering = monitor;
            task.scheduler.awaitMonitor(task);
            task.entering = null;
            task.holder = null;
        }
    }

    /**
     * Whether the JVM cannot unmount the running task here. Where something has called Java on its stack only the JVM knows, and only when
     * it is told to do it; the carrier goes on with the task at once, within the same step, and nobody can tell.
     */
    public static boolean isPinned(Task task) {
        if (UpCalls.none() || task != task.scheduler.current()) {
            return false;
        }
        task.probing = true;
        Thread.yield();
        boolean left = !task.probing;
        task.probing = false;
        return !left;
    }

    /** @return false where the monitor turns out to be free, or is held by nobody that the simulation could wait for */
    private static boolean findHolder(Task task, Object monitor) {
        if (ObjectHeader.tellsHeld()) {
            return true;
        }
        task.holder = null;
        Task host = Task.enterHost();
        try {
            for (Task other : task.boot.liveTasks()) {
                if (other != task && holds(other, monitor)) {
                    task.holder = other;
                    return true;
                }
            }
            return false;
        } finally {
            Task.leaveHost(host);
        }
    }

    /** Whether somebody still has the monitor that the task waits for. On the carrier, between two steps. */
    static boolean isHeld(Task waiting) {
        if (!ObjectHeader.isHeld(waiting.entering)) {
            return false;
        }
        if (waiting.holder != null && holds(waiting.holder, waiting.entering)) {
            return true;
        }
        // One that waits in the JVM cannot look again itself, as the others do when they go on.
        return waiting.pinnedWait == null ? waiting.holder == null : findHolder(waiting, waiting.entering);
    }

    private static boolean holds(Task task, Object monitor) {
        return Waits.of(task.thread, task.awaited()).holds(monitor);
    }
}
