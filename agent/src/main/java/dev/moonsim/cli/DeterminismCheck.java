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
     * @param fresh whether each run starts a JVM, which is slow
     */
    record Way(String name, boolean fresh, Runner runner) {
    }

    /**
     * A seed that was not the same run in all ways.
     *
     * @param first the way that was the reference
     * @param reference its run in that way
     * @param way the way that differs
     * @param result its run in that way
     * @param divergence where the runs part; null where their digests are the same and only what is reported differs
     */
    record Mismatch(long seed, Way first, RunResult reference, Way way, RunResult result, Divergence divergence) {
    }

    /** Hears of each seed whose runs are all the same. */
    interface Listener {
        void same(RunResult result);
    }

    private final List<Way> ways;
    private final long freshEvery;
    private long runs;

    /**
     * @param ways the reference first; the caller closes their runners
     * @param freshEvery of so many seeds one is run in all ways, the others only in those that need no fresh JVM; of these
     *     there must be two where it is not 1
     */
    DeterminismCheck(List<Way> ways, long freshEvery) {
        this.ways = ways;
        this.freshEvery = freshEvery;
    }

    /** Null where every seed is the same run in all ways. */
    Mismatch run(SeedRange seeds, Listener listener) throws InterruptedException {
        for (long i = 0; i < seeds.size(); i++) {
            long seed = seeds.get(i);
            boolean all = i % freshEvery == 0;
            Way first = null;
            RunResult reference = null;
            for (Way way : ways) {
                if (way.fresh() && !all) {
                    continue;
                }
                RunResult result = way.runner().run(seed);
                runs++;
                if (first == null) {
                    first = way;
                    reference = result;
                } else if (result.digest() != reference.digest()) {
                    return new Mismatch(seed, first, reference, way, result, isBroken(reference) || isBroken(result) ? null
                            : Divergence.find(seed, first.runner(), way.runner()));
                } else if (!outcome(result).equals(outcome(reference))) {
                    return new Mismatch(seed, first, reference, way, result, null);
                }
            }
            listener.same(reference);
        }
        return null;
    }

    /** A run without a result, such as that of a JVM that died: nobody can look into it. */
    static boolean isBroken(RunResult result) {
        return result.failures().stream().anyMatch(f -> f.what().equals("internal error") || f.what().equals("stuck"));
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
