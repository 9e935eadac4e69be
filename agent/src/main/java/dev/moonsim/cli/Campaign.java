package dev.moonsim.cli;

import dev.moonsim.config.SeedRange;
import dev.moonsim.metric.CampaignMetrics;
import dev.moonsim.report.Verdicts;
import dev.moonsim.property.CampaignProperties;
import dev.moonsim.run.Failure;
import dev.moonsim.run.RunResult;
import dev.moonsim.run.RunResult.Verdict;
import dev.moonsim.sched.ScheduleCounts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Tries seeds with several workers. Results are taken in the order of the seeds, so that what a campaign finds does not
 * depend on how many workers it has: without {@code keepGoing} it ends with the first failing seed in that order, all
 * before it having been run.
 *
 * <p>Every failure that is reported is run again in a fresh JVM, and so are some of the seeds that pass: the digests and
 * the failures must be the same.
 */
final class Campaign {
    /**
     * @param jobs workers at the same time
     * @param keepGoing false to end with the first failing seed
     * @param checkEvery of so many seeds, one that passes is run again in a fresh JVM, and ten times as far apart
     *     whenever there were ten; 0 for none
     * @param reuse whether the runners may use a program's classes again; a difference is then blamed on that first
     */
    record Settings(SeedRange seeds, int jobs, boolean keepGoing, int checkEvery, boolean reuse) {
    }

    /**
     * A failure and the seeds that have it.
     *
     * @param result of the first of them
     * @param replay of the same seed in a fresh JVM
     */
    record Found(String signature, RunResult result, List<Long> seeds, RunResult replay) {
        boolean reproduced() {
            return replay.digest() == result.digest() && signature.equals(Campaign.signature(replay));
        }

        /** The failure's own verdict, or error where the replay came to something else. */
        Verdict verdict() {
            return reproduced() ? Verdicts.of(result) : Verdict.ERROR;
        }
    }

    /**
     * When a campaign ends before its last seed, and where its results are kept.
     *
     * @param timeNanos wall time after which no seed is begun; 0 for no limit
     * @param stability null for all seeds
     * @param state null where nothing is kept
     * @param each whether the result names every seed
     */
    record Limits(long timeNanos, Stability stability, CampaignState state, boolean each) {
        static final Limits NONE = new Limits(0, null, null, false);
    }

    /** A seed as a test report has it. */
    record Tried(long seed, long wallMillis, Failure failure) {
    }

    /** Why a campaign ended. */
    enum End {
        ALL_SEEDS("all seeds"),
        FAILURE("first failure"),
        TIME("time limit"),
        STABLE("nothing new"),
        INTERRUPTED("interrupted");

        private final String words;

        End(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** What a campaign came to. Counts are over the seeds up to the one it ended with. */
    record Result(long seedsRun, List<Found> failures, long checked, Map<String, Long> schedule, Map<String, Long> faults,
            Map<String, Long> escapes, CampaignProperties properties,
            CampaignMetrics metrics, long steps, long virtualNanos, long runMillis, long wallMillis, End end, long resumed, Stability stability,
            List<Tried> tried) {
        /** Seeds that did not pass. */
        long seedsFailing() {
            return failures.stream().mapToLong(found -> found.seeds().size()).sum();
        }

        Verdict verdict() {
            Verdict verdict = Verdict.PASSED;
            for (Found found : failures) {
                if (found.verdict() == Verdict.ERROR) {
                    return Verdict.ERROR;
                }
                verdict = Verdict.FAILED;
            }
            return verdict;
        }

        double runsPerSecond() {
            return (seedsRun - resumed) * 1000.0 / Math.max(1, wallMillis);
        }
    }

    /** Hears how it goes; called with the campaign's lock held. */
    interface Listener {
        void progress(long seedsRun, int failures);
    }

    private final class Slot implements Runnable {
        private Runner runner;
        private Runner checker;
        private long position = -1;
        private int size;
        private int wanted = 1;

        @Override
        public void run() {
            try {
                while (next(this)) {
                    long[] seeds = new long[size];
                    for (int i = 0; i < size; i++) {
                        seeds[i] = settings.seeds.get(position + i);
                    }
                    long start = System.nanoTime();
                    runner.run(seeds, result -> {
                        boolean more = done(position, checked(result), runner.covered());
                        position++;
                        return more;
                    });
                    if (isOver(position)) {
                        break;
                    }
                    long nanos = System.nanoTime() - start;
                    wanted = nanos < BLOCK_NANOS ? Math.min(2 * wanted, LARGEST_BLOCK) : Math.max(1, wanted / 2);
                }
            } catch (InterruptedException e) {
                interruptedAt(position); // or the campaign is over
            } catch (Throwable t) {
                broken(position, t);
            } finally {
                close();
            }
        }

        private RunResult checked(RunResult result) throws InterruptedException {
            if (isChecked(position) && Verdicts.of(result) == Verdict.PASSED && !isOver(position)) {
                RunResult again = checker.run(result.seed());
                if (again.digest() != result.digest() || !signature(again).equals(signature(result))) {
                    if (settings.reuse) {
                        throw new ClassesDiffer(); // the used classes may be to blame: without them it will be seen
                    }
                    return different(result, again, whereTheyPart());
                }
            }
            return result;
        }

        /** In another JVM, where some runs have been before: this one has more seeds on their way. */
        private String whereTheyPart() throws InterruptedException {
            try (Runner other = runners.get()) {
                for (long i = Math.max(0, position - RUNS_BEFORE); i < position; i++) {
                    other.run(settings.seeds.get(i));
                }
                return Divergence.find(settings.seeds.get(position), other, checker)
                        .describe("the same JVM after other runs", "a fresh JVM");
            }
        }

        private void close() {
            if (runner != null) {
                runner.close();
                checker.close();
            }
        }
    }

    /** A block of seeds takes a runner about so long. */
    private static final long BLOCK_NANOS = 200_000_000;
    private static final int LARGEST_BLOCK = 4096;
    private static final int RUNS_BEFORE = 3;

    private final Settings settings;
    private final Supplier<Runner> runners;
    private final Supplier<Runner> fresh;
    private final Listener listener;
    private final List<Slot> slots = new ArrayList<>();
    /** Results that wait for one of an earlier seed. */
    private final Map<Long, CampaignState.Entry> early = new TreeMap<>();
    private final List<Tried> tried = new ArrayList<>();
    private final Limits limits;
    private long start;
    private long runMillis;
    private long resumed;
    private End end = End.ALL_SEEDS;
    private final Map<String, RunResult> firstOf = new LinkedHashMap<>();
    private final Map<String, List<Long>> seedsOf = new LinkedHashMap<>();
    private final Map<String, Long> schedule = new LinkedHashMap<>();
    private final Map<String, Long> faults = new TreeMap<>();
    private final Map<String, Long> escapes = new TreeMap<>();
    private final CampaignProperties properties = new CampaignProperties();
    private final CampaignMetrics metrics = new CampaignMetrics();
    private long nextPosition;
    private long taken;
    private long checked;
    private long steps;
    private long virtualNanos;
    /** The last position anybody needs: that of the first known failure, where that ends the campaign. */
    private long lastPosition;
    private Throwable broken;

    /**
     * @param runners makes what tries seeds
     * @param fresh makes what runs a seed in a fresh JVM
     */
    Campaign(Settings settings, Supplier<Runner> runners, Supplier<Runner> fresh, Listener listener) {
        this(settings, Limits.NONE, runners, fresh, listener);
    }

    Campaign(Settings settings, Limits limits, Supplier<Runner> runners, Supplier<Runner> fresh, Listener listener) {
        this.settings = settings;
        this.limits = limits;
        this.runners = runners;
        this.fresh = fresh;
        this.listener = listener;
        this.lastPosition = settings.seeds.size() - 1;
    }

    Result run() throws InterruptedException {
        start = System.nanoTime();
        resume();
        List<Thread> threads = new ArrayList<>();
        long jobs = Math.min(settings.jobs, settings.seeds.size() - nextPosition);
        for (int i = 0; i < jobs; i++) {
            slots.add(new Slot());
        }
        for (Slot slot : slots) {
            Thread thread = new Thread(slot, "moonsim campaign " + threads.size());
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (broken instanceof RuntimeException e) {
            throw e;
        } else if (broken instanceof Error e) {
            throw e;
        }
        takeRest();
        List<Found> found = new ArrayList<>();
        for (Map.Entry<String, RunResult> entry : firstOf.entrySet()) {
            try (Runner runner = fresh.get()) {
                Found one = new Found(entry.getKey(), entry.getValue(), seedsOf.get(entry.getKey()),
                        runner.run(entry.getValue().seed()));
                if (settings.reuse && !one.reproduced()) {
                    throw new ClassesDiffer();
                }
                found.add(one);
            }
        }
        return new Result(taken, found, checked, schedule, faults, escapes, properties, metrics, steps, virtualNanos,
                runMillis,
                (System.nanoTime() - start) / 1_000_000, end, resumed, limits.stability, tried);
    }

    /** Takes in what an earlier campaign of the same kind came to. */
    private synchronized void resume() {
        if (limits.state != null) {
            for (CampaignState.Entry entry : limits.state.before()) {
                if (taken > lastPosition) {
                    break;
                }
                if (Verdicts.of(entry.result()) != Verdict.PASSED && !settings.keepGoing) {
                    lastPosition = taken;
                    end = End.FAILURE;
                }
                take(entry.result(), entry.covered());
            }
            resumed = taken;
            nextPosition = taken;
        }
    }

    /** Results of an interrupted campaign behind the first seed that has none: they count, but the state cannot keep them. */
    private synchronized void takeRest() {
        if (end == End.INTERRUPTED) {
            for (CampaignState.Entry entry : early.values()) {
                take(entry.result(), "");
            }
        }
    }

    /** Ends the campaign: runs under way are given up, what has come in counts. */
    synchronized void interrupt() {
        if (end != End.STABLE) {
            end = End.INTERRUPTED;
            lastPosition = -1;
            slots.forEach(Slot::close);
        }
    }

    private synchronized void interruptedAt(long position) {
        if (position >= 0 && position <= lastPosition) {
            interrupt();
        }
    }

    private synchronized boolean next(Slot slot) {
        if (broken != null || nextPosition > lastPosition) {
            return false;
        }
        if (limits.timeNanos > 0 && System.nanoTime() - start > limits.timeNanos) {
            if (end == End.ALL_SEEDS) {
                end = End.TIME;
            }
            return false;
        }
        slot.position = nextPosition;
        slot.size = (int) Math.min(slot.wanted, lastPosition - nextPosition + 1);
        nextPosition += slot.size;
        if (slot.runner == null) {
            slot.runner = runners.get();
            slot.checker = fresh.get();
        }
        return true;
    }

    private boolean isChecked(long position) {
        if (settings.checkEvery == 0) {
            return false;
        }
        long distance = settings.checkEvery;
        while (position >= 10 * distance) {
            distance *= 10;
        }
        return position % distance == 0;
    }

    private synchronized boolean isOver(long position) {
        return position > lastPosition;
    }

    /** Takes in a result and all later ones that waited for it. */
    private synchronized boolean done(long position, RunResult result, String covered) {
        if (position > lastPosition) {
            return false;
        }
        early.put(position, new CampaignState.Entry(result, covered));
        if (Verdicts.of(result) != Verdict.PASSED && !settings.keepGoing) {
            endAt(position, End.FAILURE);
        }
        for (CampaignState.Entry next = early.remove(taken); next != null && taken <= lastPosition; next = early.remove(taken)) {
            if (limits.state != null) {
                limits.state.add(next.result(), next.covered());
            }
            take(next.result(), next.covered());
        }
        listener.progress(taken, firstOf.size());
        return position < lastPosition;
    }

    private void endAt(long position, End why) {
        lastPosition = position;
        end = why;
        for (Slot slot : slots) {
            if (slot.position > lastPosition) {
                slot.close();
            }
        }
    }

    private void take(RunResult result, String covered) {
        if (isChecked(taken) && Verdicts.of(result) == Verdict.PASSED) {
            checked++;
        }
        taken++;
        ScheduleCounts counts = result.schedule();
        schedule.merge("points", counts.points(), Long::sum);
        schedule.merge("switches", counts.switches(), Long::sum);
        schedule.merge("preemptions", counts.preemptions(), Long::sum);
        schedule.merge("stalls", counts.stalls(), Long::sum);
        schedule.merge("spurious", counts.spurious(), Long::sum);
        schedule.merge("spinLimits", counts.spinLimits(), Long::sum);
        schedule.merge("endedByBudget", result.ended() != null && result.ended().endsWith("budget") ? 1L : 0L, Long::sum);
        result.faults().forEach((kind, count) -> faults.merge(kind, count, Long::sum));
        result.escapes().forEach((call, count) -> escapes.merge(call, count, Long::sum));
        properties.add(result.seed(), result.properties());
        metrics.add(result.seed(), result.metrics());
        steps += result.steps();
        runMillis += result.wallMillis();
        if (limits.each) {
            tried.add(new Tried(result.seed(), result.wallMillis(),
                    result.failures().isEmpty() ? null : result.failures().getFirst()));
        }
        virtualNanos += result.virtualNanos();
        if (Verdicts.of(result) != Verdict.PASSED) {
            String signature = signature(result);
            firstOf.putIfAbsent(signature, result);
            seedsOf.computeIfAbsent(signature, s -> new ArrayList<>()).add(result.seed());
        }
        if (limits.stability != null && limits.stability.take(covered, properties.discoveries(), properties.open())
                && (end == End.ALL_SEEDS || end == End.TIME || taken <= lastPosition)) {
            endAt(taken - 1, End.STABLE);
        }
    }

    private synchronized void broken(long position, Throwable t) {
        if (broken == null && position <= lastPosition) {
            broken = t;
        }
        for (Slot slot : slots) {
            slot.close();
        }
    }

    private static RunResult different(RunResult warm, RunResult fresh, String where) {
        String message = fresh.digest() != warm.digest()
                ? "digest " + warm.digestHex() + " after other runs in the same JVM, " + fresh.digestHex() + " in a fresh JVM"
                : "passed after other runs in the same JVM, " + signature(fresh) + " in a fresh JVM";
        return warm.asError(new Failure("nondeterminism", message, null, null, 0, where));
    }

    /** The signature of a run's first failure; empty for a run that passed. */
    static String signature(RunResult result) {
        return result.failures().isEmpty() ? "" : result.failures().getFirst().signature();
    }
}
