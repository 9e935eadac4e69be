package apps.faults;

import dev.moonsim.api.Moonsim;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A node that looks at its own clocks, threads and memory all the time, and says once what is wrong. */
public final class Symptoms {
    private static final int ROUND_MILLIS = 10;
    private static final Set<String> SAID = new HashSet<>();

    private Symptoms() {}

    public static void main(String[] args) throws InterruptedException {
        String name = args[0];
        System.out.println("up " + name + (args.length > 1 ? " version " + args[1] : ""));
        Moonsim.publish("up", name);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("down " + name)));
        List<Integer> rounds = new ArrayList<>();
        while (true) {
            long wall = System.currentTimeMillis();
            long nanos = System.nanoTime();
            Moonsim.publish(name + ".nanos", nanos);
            Moonsim.publish(name + ".wall", wall);
            Thread.sleep(ROUND_MILLIS);
            long took = (System.nanoTime() - nanos) / 1_000;
            if (took < ROUND_MILLIS * 1_000) {
                say("early");
            } else if (took >= 50_000) {
                say("standstill");
            } else if (took > ROUND_MILLIS * 1_000 + 50) {
                say("late");
            }
            if (Math.abs(System.currentTimeMillis() - wall - took / 1_000) > 5) {
                say("jump");
            }
            try {
                rounds.add(ROUND_MILLIS);
            } catch (OutOfMemoryError e) {
                say("memory: " + e.getMessage());
            }
            try {
                Thread thread = new Thread(() -> { });
                thread.start();
                thread.join();
            } catch (OutOfMemoryError e) {
                say("thread: " + e.getMessage());
            }
        }
    }

    private static void say(String what) {
        if (SAID.add(what)) {
            System.out.println("symptom " + what);
        }
    }
}
