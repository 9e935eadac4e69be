package apps.bench;

import dev.moonsim.api.Assert;
import dev.moonsim.api.Buggify;

/** What calls of the API cost in production: the same work with and without them, in turn, on the plain JVM. */
public final class Asserting {
    private static final int ROUNDS = 12;

    private Asserting() {}

    /** Argument: how often each loop goes round; prints nanoseconds of each, without and with the calls. */
    public static void main(String[] args) {
        int times = Integer.parseInt(args[0]);
        double without = Double.MAX_VALUE;
        double with = Double.MAX_VALUE;
        long sum = 0;
        for (int i = 0; i < ROUNDS; i++) { // the best of each: what disturbs both cannot make one of them faster
            long start = System.nanoTime();
            sum += without(times);
            long middle = System.nanoTime();
            sum += with(times);
            without = Math.min(without, (middle - start) / (double) times);
            with = Math.min(with, (System.nanoTime() - middle) / (double) times);
        }
        System.out.println(without + " " + with + " " + sum % 2);
    }

    private static long without(int times) {
        long state = 1;
        for (int i = 0; i < times; i++) {
            state = state * 6364136223846793005L + 1442695040888963407L;
            state ^= state >>> 33;
        }
        return state;
    }

    private static long with(int times) {
        long state = 1;
        for (int i = 0; i < times; i++) {
            state = state * 6364136223846793005L + 1442695040888963407L;
            Assert.always(state != 0, "the state is not zero");
            state ^= state >>> 33;
            Assert.sometimesGreaterThan(state, 1L << 40, "the state is large");
            if (Buggify.fires("slow")) {
                state++;
            }
        }
        return state;
    }
}
