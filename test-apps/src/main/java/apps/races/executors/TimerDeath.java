package apps.races.executors;

import static apps.races.Program.isFixed;

import java.util.Queue;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A task that throws takes the whole Timer with it. */
public final class TimerDeath {
    private TimerDeath() {}

    private static TimerTask task(Runnable action) {
        return new TimerTask() {
            @Override
            public void run() {
                action.run();
            }
        };
    }

    public static void main(String[] args) {
        boolean fixed = isFixed(args);
        Queue<String> queue = new ConcurrentLinkedQueue<>();
        Timer timer = new Timer("jobs");
        timer.schedule(task(() -> {
            if (!fixed || !queue.isEmpty()) {
                queue.remove();
            }
        }), 0);
        queue.add("one");
        timer.schedule(task(timer::cancel), 20);
    }
}
