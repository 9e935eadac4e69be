package dev.moonsim.sched;

import dev.moonsim.jdk.VirtualThreads;
import dev.moonsim.node.Boot;

/**
 * The tasks that wait to enter a monitor or in {@code Object.wait}. The JVM puts one on a list when its monitor is
 * released; the JDK's own thread that serves that list is off, and the carrier looks after each step instead, so that the
 * order is the simulation's. A run in which nobody waits for a monitor pays nothing. Those that cannot leave their carriers
 * are no list's: for them it looks at the monitor itself ({@link Monitors}).
 */
final class MonitorWaiters {
    /** Flags read after an ordinary step; all of them are read before time moves on. */
    private static final int SCAN = 32;

    private final Scheduler scheduler;
    private Task[] tasks = new Task[16];
    private int count;
    private int cursor;

    MonitorWaiters(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    int count() {
        return count;
    }

    void add(Task task) {
        if (task.monitorIndex >= 0) {
            return;
        }
        if (count == tasks.length) {
            tasks = java.util.Arrays.copyOf(tasks, count * 2);
        }
        task.monitorIndex = count;
        tasks[count++] = task;
    }

    void forget(Boot boot) {
        for (int i = count - 1; i >= 0; i--) {
            if (tasks[i].boot == boot) {
                remove(i);
            }
        }
    }

    /** Makes ready the tasks whose monitor came free. */
    void poll(boolean all) {
        int toScan = all ? count : Math.min(count, SCAN);
        for (int scanned = 0; scanned < toScan && count > 0; scanned++) {
            if (cursor >= count) {
                cursor = 0;
            }
            Task task = tasks[cursor];
            if (task.entering != null) {
                if (Monitors.isHeld(task)) {
                    cursor++;
                } else {
                    remove(cursor);
                    scheduler.ready(task);
                }
                continue;
            }
            if (VirtualThreads.onUnblockList(task.thread)) {
                VirtualThreads.unblockAllListed();
            }
            if (VirtualThreads.waitsForMonitor(task.thread)) {
                cursor++;
            } else {
                remove(cursor);
            }
        }
    }

    private void remove(int i) {
        Task task = tasks[i];
        Task last = tasks[--count];
        tasks[count] = null;
        task.monitorIndex = -1;
        if (last != task) {
            tasks[i] = last;
            last.monitorIndex = i;
        }
    }
}
