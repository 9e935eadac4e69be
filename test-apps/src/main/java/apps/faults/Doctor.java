package apps.faults;

import dev.moonsim.api.Moonsim;

/** Compares the clocks of a node with its own for the given seconds; no fault strikes here. */
public final class Doctor {
    private Doctor() {}

    public static void main(String[] args) throws InterruptedException {
        String node = args[0];
        boolean drifted = false;
        boolean skewed = false;
        long start = System.nanoTime();
        for (int second = 0; second < Integer.parseInt(args[1]); second++) {
            Thread.sleep(1_000);
            Object nanos = Moonsim.published(node + ".nanos");
            Object wall = Moonsim.published(node + ".wall");
            if (nanos == null) {
                continue;
            }
            // What it published is up to a round old, and more while it stands still or is down.
            if (!drifted && ((Long) nanos - System.nanoTime()) > 0) {
                drifted = true;
                System.out.println("symptom drift");
            }
            if (!skewed && ((Long) wall - System.currentTimeMillis()) > 5) {
                skewed = true;
                System.out.println("symptom skew");
            }
        }
        System.out.println("checked for " + (System.nanoTime() - start) / 1_000_000_000 + " s");
    }
}
