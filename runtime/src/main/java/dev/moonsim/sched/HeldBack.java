package dev.moonsim.sched;

import dev.moonsim.node.Boot;
import dev.moonsim.trace.EventKind;
import java.util.List;

/** Tasks that could run and do not: one that is stalled, and those of a boot that is paused, slow or dead. */
final class HeldBack {
    private final Scheduler scheduler;

    HeldBack(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** A task that became ready runs later. */
    void stall(Task task, long nanos) {
        task.stalled = true;
        scheduler.event(task, EventKind.STALL, nanos, 0);
        scheduler.after(nanos, () -> {
            if (task.boot.isFree() || !task.boot.strain().isPaused()) {
                task.stalled = false;
                scheduler.add(task);
            } else {
                task.boot.strain().kept.add(task);
            }
        }, task.boot);
    }

    /** Whether a task that became ready does not run yet, or never, because of the state that its boot is in. */
    boolean keeps(Task task) {
        if (task.boot.isDead()) {
            return true;
        }
        Strain strain = task.boot.strain();
        long delay = strain.delay();
        if (!strain.isPaused() && delay == 0) {
            return false;
        }
        task.stalled = true;
        if (strain.isPaused()) {
            strain.kept.add(task);
        } else {
            scheduler.event(task, EventKind.STALL, delay, 1);
            scheduler.after(delay, () -> {
                if (task.boot.strain().isPaused()) {
                    task.boot.strain().kept.add(task);
                } else {
                    task.stalled = false;
                    scheduler.becomesReady(task);
                }
            }, task.boot);
        }
        return true;
    }

    void pause(Boot boot) {
        Strain strain = boot.strain();
        if (strain.pauses++ == 0) {
            for (Task task : scheduler.readyTasks().take(boot)) {
                task.ready = false;
                task.stalled = true;
                strain.kept.add(task);
            }
            boot.strained();
        }
    }

    void resume(Boot boot) {
        Strain strain = boot.strain();
        if (strain.pauses > 0 && --strain.pauses == 0 && !boot.isDead()) {
            boot.strained();
            List<Task> kept = List.copyOf(strain.kept);
            strain.kept.clear();
            for (Task task : kept) {
                task.stalled = false;
                scheduler.add(task);
            }
        }
    }
}
