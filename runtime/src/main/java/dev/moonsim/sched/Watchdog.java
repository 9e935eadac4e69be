package dev.moonsim.sched;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Sees a run that will never go on: the carrier sleeps inside the JVM, on a lock that is out of the simulation's hands,
 * and no step ends. It looks at the operating system's view of all threads: while any of them runs or wants to run (a long
 * computation, the garbage collector, a class being defined), the run may go on yet, however slow the machine is.
 */
final class Watchdog {
    private static final long SAMPLE_MILLIS = 100;
    /** Samples in a row without a step and with every thread of the JVM asleep. */
    private static final int STUCK_SAMPLES = 20;

    private static volatile Watchdog watching;
    private static boolean started;

    private final Scheduler scheduler;
    private final Carriers carriers;
    private long lastStep = -1;
    private int asleep;

    private Watchdog(Scheduler scheduler, Carriers carriers) {
        this.scheduler = scheduler;
        this.carriers = carriers;
    }

    /** Watches a run from here to its end; one run at a time. */
    static void watch(Scheduler scheduler, Carriers carriers) {
        watching = new Watchdog(scheduler, carriers);
        if (!started) {
            started = true;
            Thread thread = new Thread(null, Watchdog::watch, "moonsim-watchdog", 0, false);
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void watch() {
        try {
            while (true) {
                Thread.sleep(SAMPLE_MILLIS);
                watching.sample();
            }
        } catch (InterruptedException | IOException e) {
            // Without the operating system's view there is nothing to watch.
        }
    }

    private void sample() throws IOException {
        long step = scheduler.steps();
        if (step != lastStep || scheduler.isHeld() || carriers.isOver() || !everybodySleeps()) {
            asleep = 0;
        } else if (++asleep == STUCK_SAMPLES) {
            carriers.stuck();
        }
        lastStep = step;
    }

    /** Linux: the states of all threads but this one. */
    private static boolean everybodySleeps() throws IOException {
        int awake = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path thread : threads) {
                String stat = Files.readString(thread.resolve("stat"));
                if (stat.charAt(stat.lastIndexOf(')') + 2) != 'S') {
                    awake++;
                }
            }
        } catch (java.nio.file.NoSuchFileException e) {
            return false; // a thread has just ended
        }
        return awake <= 1;
    }
}
