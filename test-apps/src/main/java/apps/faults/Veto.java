package apps.faults;

import dev.moonsim.api.Moonsim;

/** Wants no outage until so many seconds of its clock have passed, and says at which second it came up. */
public final class Veto {
    private Veto() {}

    public static void main(String[] args) throws Exception {
        long until = Long.parseLong(args[0]);
        System.out.println("up at " + seconds() + " s");
        while (true) {
            Moonsim.publish("moonsim.outage.veto", seconds() < until);
            Thread.sleep(100);
        }
    }

    private static long seconds() {
        return System.nanoTime() / 1_000_000_000;
    }
}
