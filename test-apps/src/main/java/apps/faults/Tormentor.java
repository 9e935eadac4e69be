package apps.faults;

import dev.moonsim.api.FaultContext;
import dev.moonsim.api.FaultInjector;
import dev.moonsim.api.RebootKind;
import java.time.Duration;
import java.util.List;

/** Uses all that a fault injector can do, one after the other. */
public final class Tormentor implements FaultInjector {
    @Override
    public void inject(FaultContext context) throws InterruptedException {
        while (context.state().get("n-1.wall") == null) {
            Thread.sleep(10);
        }
        System.out.println("nodes " + context.nodes("n").size() + ", dead " + context.dead());
        context.crash("n-0");
        check(context.isDead("n-0"), "n-0 is dead");
        Thread.sleep(12_000);
        check(context.isDead("n-0"), "n-0 is held down");
        context.restart("n-0");
        check(!context.isDead("n-0"), "n-0 is up");
        context.pause("n-1", Duration.ofSeconds(1));
        context.partitionOneWay(List.of("n-0"), List.of("n-1"));
        check(context.isPartitioned("n-1", "n-0"), "partitioned");
        context.heal();
        check(!context.isPartitioned("n-1", "n-0"), "healed");
        context.partition(List.of("n-0"), List.of("n-1"));
        context.reboot("n-1", RebootKind.GRACEFUL, Duration.ofSeconds(1));
        context.start("clock.jump");
        Thread.sleep(5_000);
        context.stop("clock.jump");
        System.out.println("tormented");
        while (context.isChaos()) {
            Thread.sleep(1_000); // is interrupted
        }
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("not so: " + what);
        }
    }
}
