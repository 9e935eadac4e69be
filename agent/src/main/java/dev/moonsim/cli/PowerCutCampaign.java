package dev.moonsim.cli;

import dev.moonsim.report.PowerCutPoint;
import dev.moonsim.report.PowerCutPoint.BadState;
import dev.moonsim.report.Verdicts;
import dev.moonsim.run.Failure;
import dev.moonsim.run.PowerCutPlan;
import dev.moonsim.run.RunResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Cuts the power of a program at one point after another, with several JVMs. Results are taken in the order of the points, so what
 * is found does not depend on how many JVMs there are.
 */
final class PowerCutCampaign {
    /**
     * @param points the most that are tried; of more, some at equal distances, and the end
     * @param syncErrors each sync fails once too
     * @param keepGoing false to end with the first point where the check does not pass
     */
    record Settings(int jobs, int points, boolean syncErrors, boolean keepGoing) {
    }

    /** A place to cut. */
    record Place(int point, int failedSync) {
    }

    /**
     * A failure, and all points where it came up.
     *
     * @param state the first outcome that has it
     * @param reproduced whether a fresh JVM came to the same
     */
    record Found(PowerCutPoint point, BadState state, int points, boolean reproduced) {
        Failure failure() {
            return state.result().failures().getFirst();
        }
    }

    /**
     * What came of it.
     *
     * @param whole the run without a power cut, with all calls
     * @param places all that there were to cut at
     * @param points those that were tried, in order
     */
    record Result(PowerCutPoint whole, int places, List<PowerCutPoint> points, List<Found> failures, long wallMillis, boolean interrupted) {
        RunResult.Verdict verdict() {
            RunResult.Verdict verdict = RunResult.Verdict.PASSED;
            for (Found found : failures) {
                if (!found.reproduced || Verdicts.of(found.state.result()) == RunResult.Verdict.ERROR) {
                    return RunResult.Verdict.ERROR;
                }
                verdict = RunResult.Verdict.FAILED;
            }
            return verdict;
        }

        long outcomes() {
            return points.stream().mapToLong(PowerCutPoint::tried).sum();
        }

        /** Points of which not all outcomes were tried. */
        long sampled() {
            return points.stream().filter(point -> point.legal() > point.listed()).count();
        }
    }

    /** Hears how it goes; called with the campaign's lock held. */
    interface Listener {
        void progress(int done, int of, long outcomes, boolean failed);
    }

    private final Settings settings;
    private final Supplier<PowerCutJvm> jvms;
    private final Supplier<PowerCutJvm> fresh;
    private final Listener listener;
    private final List<PowerCutJvm> open = new ArrayList<>();
    private List<Place> places;
    private PowerCutPoint[] results;
    private int next;
    private int done;
    private long outcomes;
    private int firstBad = Integer.MAX_VALUE;
    private Throwable broken;
    private boolean interrupted;

    PowerCutCampaign(Settings settings, Supplier<PowerCutJvm> jvms, Supplier<PowerCutJvm> fresh, Listener listener) {
        this.settings = settings;
        this.jvms = jvms;
        this.fresh = fresh;
        this.listener = listener;
    }

    Result run() throws InterruptedException {
        long start = System.nanoTime();
        PowerCutJvm first = opened(jvms);
        PowerCutPoint whole = first.cut(PowerCutPlan.NEVER, 0, 0);
        if (whole.failing() > 0) {
            first.close();
            return new Result(whole, 0, List.of(), List.of(), millis(start), false);
        }
        places = places(whole);
        results = new PowerCutPoint[places.size()];
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Math.min(settings.jobs, places.size()); i++) {
            PowerCutJvm jvm = i == 0 ? first : opened(jvms);
            Thread thread = new Thread(() -> work(jvm), "moonsim power cuts " + i);
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (broken instanceof ClassesDiffer differ) {
            throw differ;
        }
        if (broken instanceof RuntimeException failed) {
            throw failed;
        }
        List<PowerCutPoint> tried = new ArrayList<>();
        for (int i = 0; i < results.length && results[i] != null; i++) {
            tried.add(results[i]);
            if (!settings.keepGoing && results[i].failing() > 0) {
                break;
            }
        }
        return new Result(whole, places.size(), tried, again(distinct(tried)), millis(start), interrupted);
    }

    private static long millis(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }

    private List<Place> places(PowerCutPoint whole) {
        List<Place> all = new ArrayList<>();
        int calls = whole.calls().size();
        int wanted = Math.min(calls, settings.points - 1);
        for (int i = 1; i <= wanted; i++) {
            all.add(new Place((int) ((long) i * calls / wanted), 0));
        }
        all.add(new Place(PowerCutPlan.AT_THE_END, 0));
        if (settings.syncErrors) {
            int syncs = Math.min(whole.syncs(), settings.points);
            for (int i = 1; i <= syncs; i++) {
                all.add(new Place(PowerCutPlan.AT_THE_END, (int) ((long) i * whole.syncs() / syncs)));
            }
        }
        return all;
    }

    private PowerCutJvm opened(Supplier<PowerCutJvm> supplier) {
        PowerCutJvm jvm = supplier.get();
        synchronized (this) {
            open.add(jvm);
        }
        return jvm;
    }

    private void work(PowerCutJvm jvm) {
        try {
            for (int i = take(); i >= 0; i = take()) {
                Place place = places.get(i);
                PowerCutPoint point = jvm.cut(place.point, place.failedSync, -1);
                synchronized (this) {
                    results[i] = point;
                    done++;
                    outcomes += point.tried();
                    if (point.failing() > 0) {
                        firstBad = Math.min(firstBad, i);
                    }
                    listener.progress(done, places.size(), outcomes, firstBad < Integer.MAX_VALUE);
                }
            }
        } catch (InterruptedException e) {
            // somebody else says why
        } catch (Throwable t) {
            synchronized (this) {
                broken = broken == null ? t : broken;
            }
        } finally {
            jvm.close();
        }
    }

    /** The next place to cut at, or -1. */
    private synchronized int take() {
        boolean over = broken != null || interrupted || next == places.size() || !settings.keepGoing && next > firstBad;
        return over ? -1 : next++;
    }

    private static List<Found> distinct(List<PowerCutPoint> tried) {
        Map<String, Found> found = new LinkedHashMap<>();
        for (PowerCutPoint point : tried) {
            if (point.failing() > 0) {
                BadState bad = point.bad().getFirst();
                found.merge(bad.result().failures().getFirst().signature(), new Found(point, bad, 1, false),
                        (old, other) -> new Found(old.point, old.state, old.points + 1, false));
            }
        }
        return List.copyOf(found.values());
    }

    /** Each in a fresh JVM of its own, as many at a time as there are jobs. */
    private List<Found> again(List<Found> failures) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(settings.jobs);
        try {
            List<Found> replayed = new ArrayList<>();
            for (Future<Found> replay : pool.invokeAll(failures.stream().map(found -> (Callable<Found>) () -> again(found)).toList())) {
                replayed.add(replay.get());
            }
            return replayed;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failed ? failed : new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private Found again(Found found) throws InterruptedException {
        try (PowerCutJvm jvm = opened(fresh)) {
            PowerCutPoint again = jvm.cut(found.point.point(), found.point.failedSync(), found.state.state());
            boolean same = again.failing() == 1
                    && again.bad().getFirst().result().digest() == found.state.result().digest()
                    && again.bad().getFirst().result().failures().getFirst().signature().equals(found.failure().signature());
            return new Found(found.point, found.state, found.points, same);
        }
    }

    /** Ends it; what was found so far counts. */
    synchronized void interrupt() {
        interrupted = true;
        open.forEach(PowerCutJvm::close);
    }
}
