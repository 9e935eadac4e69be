package apps.faults;

import dev.moonsim.api.Moonsim;
import dev.moonsim.api.RebootKind;
import java.time.Duration;

/** Crashes itself in the middle of a step, with another thread at work that must not get any further. */
public final class Vote {
    private static volatile boolean crashing;

    private Vote() {}

    public static void main(String[] args) throws InterruptedException {
        System.out.println("up as " + Moonsim.node().name() + " of " + Moonsim.node().count());
        Thread other = new Thread(() -> {
            while (true) {
                if (crashing) {
                    System.out.println("still alive");
                }
                Thread.yield();
                sleep(1);
            }
        });
        other.start();
        Thread.sleep(3_000);
        if (args[0].equals("crash")) {
            crashing = true;
            Moonsim.crash(RebootKind.CRASH, Duration.ofSeconds(2));
            System.out.println("came back from a crash");
        }
        while (true) {
            Moonsim.hint("voted", 0.2);
            Thread.sleep(100);
        }
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
