package dev.moonsim.cli;

import dev.moonsim.config.SeedRange;
import dev.moonsim.run.Failure;
import dev.moonsim.run.RunResult;
import java.util.List;

/**
 * Runs each seed in several ways that must make no difference, and compares. The first way is the reference; the check
 * ends with the first seed that one of the others does not run as it does.
 */
final class DeterminismCheck {
    /**
     * A way to run a seed.
     *
     * @param name what was run, for people: "a fresh JVM"
     */
    record Way(String name, Runner runner) {
    }

    /**
     * A seed that was not the same run in all ways.
     *
     * @param reference its run in the first way
     * @param way the way that differs
     * @param result its run in that way
     * @param divergence where the runs part; null where their digests are the same and only what is reported differs
     */
    record Mismatch(long seed, RunResult reference, Way way, RunResult result, Divergence divergence) {
    }

    /** Hears of each seed whose runs are all the same. */
    interface Listener {
        void same(RunResult result);
    }

    private final List<Way> ways;
    private long runs;

    /** @param ways at least two, the reference first; the caller closes their runners */
    DeterminismCheck(List<Way> ways) {
        this.ways = ways;
    }

    /** Null where every seed is the same run in all ways. */
    Mismatch run(SeedRange seeds, Listener listener) throws InterruptedException {
        for (long i = 0; i < seeds.size(); i++) {
            long seed = seeds.get(i);
            Divergence.Checkpointed reference = Divergence.checkpointed(seed, ways.getFirst().runner());
            runs++;
            for (Way way : ways.subList(1, ways.size())) {
                Divergence.Checkpointed other = Divergence.checkpointed(seed, way.runner());
                runs++;
                boolean sameDigest = other.result().digest() == reference.result().digest();
                if (!sameDigest || !outcome(other.result()).equals(outcome(reference.result()))) {
                    return new Mismatch(seed, reference.result(), way, other.result(), !sameDigest && bothRan(reference, other)
                            ? Divergence.find(seed, ways.getFirst().runner(), way.runner(), reference, other) : null);
                }
            }
            listener.same(reference.result());
        }
        return null;
    }

    /** A JVM that died or never answered has no digest that could be looked into. */
    private static boolean bothRan(Divergence.Checkpointed one, Divergence.Checkpointed other) {
        return !one.digests().isEmpty() && !other.digests().isEmpty();
    }

    /** What a run came to, in a word or a line. */
    static String outcome(RunResult result) {
        if (result.failures().isEmpty()) {
            return "passed";
        }
        Failure failure = result.failures().getFirst();
        return failure.what() + ": " + failure.message().lines().findFirst().orElse("");
    }

    /** The ways, the reference first. */
    List<String> names() {
        return ways.stream().map(Way::name).toList();
    }

    /** Runs that were compared. */
    long runs() {
        return runs;
    }
}
