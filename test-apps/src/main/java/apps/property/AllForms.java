package apps.property;

import dev.moonsim.api.Assert;
import dev.moonsim.api.Buggify;
import dev.moonsim.api.Moonsim;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Uses each form of assertion and of buggify; the first argument names what is to go wrong, one run in four. */
public final class AllForms {
    private AllForms() {}

    public static void main(String[] args) throws InterruptedException {
        String wrong = args.length == 0 ? "nothing" : args[0];
        Thread worker = new Thread(() -> work(wrong), "worker");
        worker.start();
        work("nothing");
        worker.join();
        System.out.println("simulated " + Moonsim.isSimulated() + ", knob " + Buggify.knob("size", 64, 1, 1024)
                + ", fraction " + Buggify.knob("load", 0.75, 0.1, 4.0) + ", variant " + Buggify.pick("variant", 3)
                + ", published " + Moonsim.published("rounds"));
    }

    private static void work(String wrong) {
        for (int round = 0; round < 20; round++) {
            boolean now = round == 13 && ThreadLocalRandom.current().nextInt(4) == 0;
            Assert.always(!(now && wrong.equals("always")), "rounds go well", Map.of("round", round, "wrong", wrong));
            Assert.alwaysOrUnreachable(!(now && wrong.equals("alwaysOrUnreachable")), "so does what is optional");
            Assert.sometimes(round == 7, "the seventh round");
            Assert.reachable("rounds are run", Map.of("round", round));
            if (now && wrong.equals("unreachable")) {
                Assert.unreachable("the cellar", Map.of("round", round));
            }
            Assert.alwaysGreaterThan(round, now && wrong.equals("greater") ? 100 : -1, "rounds count up");
            Assert.alwaysLessThanOrEqualTo(round * 0.5, now && wrong.equals("fraction") ? Double.NaN : 9.5, "half of it");
            Assert.sometimesGreaterThanOrEqualTo(round, 19L, "all rounds");
            Assert.sometimesLessThan(round * 1.0, -3.0, "never that low");
            Assert.sometimesAll("odd and large", Map.of("odd", round % 2 == 1, "large", round > 15));
            Assert.sometimesEach("round by three", Map.of("rest", round % 3, "thread", Thread.currentThread().getName()),
                    Map.of("round", round));
            if (Buggify.fires() || Buggify.fires("slow round") || Buggify.fires("rare", 0.01) || Buggify.faults("fault", 0.5)) {
                Thread.yield();
            }
            Moonsim.publish("rounds", List.of(round, Map.of("by", Thread.currentThread().getName())));
        }
        if (wrong.length() > 1000) {
            Assert.always(true, "nobody comes here", Map.of("a", wrong.isEmpty() ? "b" : "c"));
            Assert.sometimes(wrong.isEmpty() && wrong.isBlank(), "nor here");
        }
    }
}
