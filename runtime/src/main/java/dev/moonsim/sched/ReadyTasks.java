package dev.moonsim.sched;

import dev.moonsim.node.Boot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The tasks that could run now, in no order; a strategy chooses among them by their index. */
final class ReadyTasks {
    Task[] tasks = new Task[64];
    int count;
    private long sequence;

    void add(Task task) {
        task.ready = true;
        task.readySince = sequence++;
        if (count == tasks.length) {
            tasks = Arrays.copyOf(tasks, count * 2);
        }
        tasks[count++] = task;
    }

    /** How often a task has become ready. */
    long added() {
        return sequence;
    }

    /** Takes one out; the last comes into its place. */
    Task take(int index) {
        Task task = tasks[index];
        tasks[index] = tasks[--count];
        tasks[count] = null;
        return task;
    }

    /** Takes out those of a boot, in the order in which they became ready; the others keep their places. */
    List<Task> take(Boot boot) {
        List<Task> taken = new ArrayList<>();
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (tasks[i].boot == boot) {
                taken.add(tasks[i]);
            } else {
                tasks[kept++] = tasks[i];
            }
        }
        Arrays.fill(tasks, kept, count, null);
        count = kept;
        taken.sort(Comparator.comparingLong(task -> task.readySince));
        return taken;
    }

    /**
     * The task that became ready first. Where so much happens at one instant, some task waits for another by spinning, or by
     * parking for a nanosecond each time; a strategy of priorities may never let it have its way.
     */
    int longest() {
        int first = 0;
        for (int i = 1; i < count; i++) {
            if (tasks[i].readySince < tasks[first].readySince) {
                first = i;
            }
        }
        return first;
    }
}
