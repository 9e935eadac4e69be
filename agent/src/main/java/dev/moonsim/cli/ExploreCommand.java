package dev.moonsim.cli;

import dev.moonsim.config.Durations;
import dev.moonsim.config.SeedRange;
import dev.moonsim.config.Seeds;
import dev.moonsim.config.UsageError;
import dev.moonsim.decide.Decisions;
import dev.moonsim.launch.Options;
import dev.moonsim.property.Contract;
import dev.moonsim.property.PropertyResult;
import dev.moonsim.report.MetricLines;
import dev.moonsim.report.PropertyLines;
import dev.moonsim.report.Summary;
import dev.moonsim.report.Verdicts;
import dev.moonsim.run.RunResult.Verdict;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code explore}: many seeds, until one fails. */
@Command(name = "explore", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Tries seeds until one fails, runs that again in a fresh JVM, and says how to reproduce it.",
        customSynopsis = {"moonsim explore FILE.json --seeds 1..1000 [OPTIONS]",
            "       moonsim explore --seeds 1..1000 [OPTIONS] -- -cp classes Main ARGS"})
final class ExploreCommand implements Callable<Integer> {
    @Mixin
    private final Target target = new Target();

    @Option(names = "--seeds", paramLabel = "RANGE", description = "Seeds to try, in this order: 1..1000, or 7,42,100..200, or"
            + " 0x2001..0x2010 step 3. Default: 1..1000; without end with --time.")
    private String seeds;

    @Option(names = "--count", paramLabel = "N", description = "So many seeds from one on that is chosen and said first.")
    private Long count;

    @Option(names = "--time", paramLabel = "DURATION", description = "Wall time after which no seed is begun, such as 10m.")
    private String time;

    @Option(names = "--until-stable", paramLabel = "N", arity = "0..1", fallbackValue = "10", description = "End when every property"
            + " that has to hold once has done so, and N seeds in a row (${FALLBACK-VALUE} if not given) covered nothing new of"
            + " code and properties. The range of seeds is the most that are tried.")
    private Integer untilStable;

    @Option(names = "--resume", paramLabel = "FILE", description = "Keeps each result in this file and goes on from what is there.")
    private String resume;

    @Option(names = "--keep-going", description = "Try all seeds; failures of the same kind are reported once.")
    private boolean keepGoing;

    @Option(names = "--report", paramLabel = "FILE", description = "Where the campaign's result goes, as JSON.")
    private String report;

    @Option(names = "--junit", paramLabel = "FILE", description = "Where each seed goes as a test case, as JUnit XML.")
    private String junit;

    @Option(names = "--jobs", paramLabel = "N", description = "Worker JVMs; one for each processor if not given.")
    private int jobs = Runtime.getRuntime().availableProcessors();

    @Option(names = "--cold", description = "A fresh JVM for every seed. Slow, and should make no difference.")
    private boolean cold;

    @Option(names = "--check-every", paramLabel = "N", defaultValue = "50",
            description = "Of so many seeds, one that passes is run again in a fresh JVM and compared, and ten times as far "
                    + "apart whenever there were ten; 0 for none. Default: ${DEFAULT-VALUE}.")
    private int checkEvery;

    @Option(names = "--timeout", paramLabel = "DURATION", defaultValue = "5m",
            description = "Wall time after which a run counts as stuck. Default: ${DEFAULT-VALUE}.")
    private String timeout;

    @Option(names = "--misses", paramLabel = "WHAT", defaultValue = "show", description = "Properties that no seed came to: "
            + "show them, or fail where all seeds passed. Default: ${DEFAULT-VALUE}.")
    private String misses;

    private static final String DEFAULT_SEEDS = "1..1000";
    private static final long MOST_COUNTED = 1_000_000_000L;

    ExploreCommand(List<String> java) {
        target.java = java;
    }

    @Override
    public Integer call() throws Exception {
        SeedRange range = seeds();
        Path file = report == null ? null : Options.output(report, "--report");
        Path xml = junit == null ? null : Options.output(junit, "--junit");
        long timeNanos = time == null ? 0 : Options.budget(time, "--time");
        if (untilStable != null && untilStable < 1) {
            throw new UsageError("--until-stable: " + untilStable + ", want 1 seed or more");
        }
        if (untilStable != null && cold) {
            throw new UsageError("--until-stable: cold runs do not say what they cover, leave out --cold");
        }
        long timeoutNanos = Durations.nanos(timeout, "--timeout");
        if (jobs < 1) {
            throw new UsageError("--jobs: " + jobs + ", want 1 or more");
        }
        if (checkEvery < 0) {
            throw new UsageError("--check-every: " + checkEvery + ", want 0 or more");
        }
        if (!misses.equals("show") && !misses.equals("fail")) {
            throw new UsageError("--misses: \"" + misses + "\", want show or fail");
        }
        target.explores();
        target.check();
        if (untilStable != null) {
            target.countsCoverage();
        }
        CampaignState state = resume == null ? null : state(range);
        PrintStream out = System.err;
        out.println("moonsim  explore " + target.title() + "  seeds " + range + ", " + jobs
                + (jobs == 1 ? " worker" : " workers"));
        Summary.allowed(out, target.allowed());
        if (state != null && !state.before().isEmpty()) {
            out.println("  " + resume + " has the results of " + state.before().size() + " seeds");
        }
        Progress progress = new Progress(out, range.size());
        Supplier<Runner> fresh = () -> new ColdRunner(target, timeoutNanos);
        Supplier<Runner> warm = () -> new WarmRunner(target, timeoutNanos);
        Campaign.Settings settings = new Campaign.Settings(range, jobs, keepGoing, cold ? 0 : checkEvery,
                !cold && target.reusesClasses());
        CompletableFuture<List<PropertyResult>> assertions = CompletableFuture.supplyAsync(target::assertions);
        Campaign.Result result;
        try {
            result = run(new Campaign(settings, limits(timeNanos, state), cold ? fresh : warm, fresh, progress));
        } catch (ClassesDiffer e) {
            if (state != null) {
                state.startOver();
            }
            progress.end();
            out.println("  " + e.getMessage() + ": starting over with fresh classes for every run");
            target.freshClasses();
            settings = new Campaign.Settings(range, jobs, keepGoing, checkEvery, false);
            result = run(new Campaign(settings, limits(timeNanos, state), warm, fresh, progress));
        } finally {
            progress.end();
            if (state != null) {
                state.close();
            }
        }
        result.properties().known(assertions.join());
        for (Campaign.Found found : result.failures()) {
            print(out, found);
        }
        out.println(lastLine(result, range));
        out.println(scheduleLine(result));
        PropertyLines.of(result.properties()).forEach(out::println);
        MetricLines.of(result.metrics()).forEach(out::println);
        if (result.stability() != null) {
            out.println(stabilityLine(result.stability()));
        }
        if (xml != null) {
            try {
                JUnitReport.write(xml, result, target);
            } catch (IOException e) {
                throw new UsageError("--junit: " + xml + " cannot be written (" + e.getMessage() + ")");
            }
        }
        if (file != null) {
            try {
                CampaignReport.write(file, result, target, settings);
            } catch (IOException e) {
                throw new UsageError("--report: " + file + " cannot be written (" + e.getMessage() + ")");
            }
            out.println("  report: " + report);
        }
        boolean missed = misses.equals("fail") && result.verdict() == Verdict.PASSED
                && result.properties().count(Contract.MISS) > 0;
        if (missed) {
            out.println("FAILED  properties were missed, and --misses fail asks for all of them");
        }
        return Verdicts.exitCode(missed ? Verdict.FAILED : result.verdict());
    }

    private SeedRange seeds() {
        if (count != null) {
            if (seeds != null) {
                throw new UsageError("both --seeds and --count, want one of them");
            }
            if (count < 1 || count > MOST_COUNTED) {
                throw new UsageError("--count: " + count + ", want 1 to " + MOST_COUNTED);
            }
            String before = resume == null ? null : CampaignState.seeds(Path.of(resume));
            SeedRange known = before == null ? null : SeedRange.parse(before, "--resume");
            return known != null && known.size() == count ? known : SeedRange.of(Decisions.mix(System.nanoTime()) >>> 32, count);
        }
        return seeds != null ? SeedRange.parse(seeds, "--seeds")
                : SeedRange.parse(time != null && untilStable == null ? "1.." + MOST_COUNTED : DEFAULT_SEEDS, "--seeds");
    }

    private CampaignState state(SeedRange range) {
        Map<String, String> identity = target.identity();
        identity.put("seeds", range.toString());
        identity.put("keepGoing", Boolean.toString(keepGoing));
        identity.put("coverage", Boolean.toString(untilStable != null));
        return CampaignState.open(Options.output(resume, "--resume"), identity);
    }

    private Campaign.Limits limits(long timeNanos, CampaignState state) {
        return new Campaign.Limits(timeNanos, untilStable == null ? null : new Stability(untilStable), state, junit != null);
    }

    private static Campaign.Result run(Campaign campaign) throws InterruptedException {
        Interrupts.on(campaign::interrupt);
        return campaign.run();
    }

    private static String stabilityLine(Stability stability) {
        StringBuilder line = new StringBuilder(stability.isStable() ? "  stable: " : "  not stable yet: ");
        line.append(stability.signal()).append(", ");
        Summary.grouped(line, stability.branches());
        line.append(" branches");
        if (stability.discoveries() > 0 || stability.open() > 0) {
            line.append(" and ").append(stability.discoveries()).append(" discoveries of properties");
        }
        line.append(", the last new one in seed ");
        Summary.grouped(line, stability.lastGrowth());
        line.append(" of the campaign; ");
        if (stability.open() > 0) {
            line.append(stability.open()).append(stability.open() == 1 ? " property has" : " properties have").append(" yet to hold; ");
        }
        return line.append("plateau ").append(stability.plateau()).append(stability.plateau() == 1 ? " seed" : " seeds").toString();
    }

    private void print(PrintStream out, Campaign.Found found) {
        out.println(Colours.of(out).red(Verdicts.of(found.result()) == Verdict.ERROR ? "ERROR   " : "FAILED  ")
                + Summary.headline(found.result()));
        Summary.schedule(out, found.result().schedule());
        Summary.failures(out, found.result());
        Summary.lastFaults(out, found.result());
        if (found.reproduced()) {
            Summary.table(out, found.replay().table(), null);
        }
        if (found.reproduced()) {
            out.println("  run again in a fresh JVM: same failure, same digest");
        } else {
            out.println("  NOT REPRODUCED in a fresh JVM, so this run was not deterministic; there it was:");
            out.println("    " + Summary.headline(found.replay()));
            if (found.replay().failures().isEmpty()) {
                out.println("    passed");
            } else {
                out.println("    " + Summary.describe(found.replay().failures().getFirst()));
            }
            out.println("  where they part: "
                    + target.typed("check").replace("{seed}", Seeds.text(found.result().seed())));
        }
        if (found.seeds().size() > 1) {
            out.println("  same failure in " + found.seeds().size() + " seeds");
        }
        out.println("  reproduce: " + CampaignReport.reproduce(target, found.result().seed()));
    }

    /** That a campaign interleaved anything, and how many of its runs did not come to their end. */
    private static String scheduleLine(Campaign.Result result) {
        StringBuilder line = new StringBuilder("  schedule: ");
        Summary.grouped(line, result.schedule().getOrDefault("points", 0L));
        line.append(" points, ");
        Summary.grouped(line, result.schedule().getOrDefault("switches", 0L));
        line.append(" switches, ");
        Summary.grouped(line, result.schedule().getOrDefault("preemptions", 0L));
        line.append(" preemptions");
        optional(line, result, "stalls", " stalls");
        optional(line, result, "spurious", " spurious wake-ups");
        optional(line, result, "spinLimits", " times a spin limit");
        optional(line, result, "endedByBudget", " runs ended by a budget");
        return line.toString();
    }

    private static void optional(StringBuilder line, Campaign.Result result, String count, String what) {
        long number = result.schedule().getOrDefault(count, 0L);
        if (number > 0) {
            line.append(", ");
            Summary.grouped(line, number);
            line.append(what);
        }
    }

    private static String lastLine(Campaign.Result result, SeedRange range) {
        StringBuilder line = new StringBuilder(
                result.failures().isEmpty() ? Colours.of(System.err).green("passed") + "  " : "");
        Summary.grouped(line, result.seedsRun());
        line.append(result.seedsRun() == 1 ? " seed" : " seeds");
        if (result.seedsRun() < range.size() && range.size() < MOST_COUNTED) {
            line.append(" of ");
            Summary.grouped(line, range.size());
        }
        line.append(" in ");
        Summary.seconds(line, result.wallMillis() / 10, 2);
        line.append(", ").append(Progress.rate(result.seedsRun(), result.wallMillis()));
        if (!result.failures().isEmpty()) {
            line.append(", ").append(result.failures().size())
                    .append(result.failures().size() == 1 ? " failure" : " different failures");
        }
        if (result.checked() > 0) {
            line.append(", ").append(result.checked()).append(result.checked() == 1 ? " passing seed" : " passing seeds")
                    .append(" checked in fresh JVMs");
        }
        if (result.end() != Campaign.End.ALL_SEEDS && result.end() != Campaign.End.FAILURE) {
            line.append("; ended: ").append(result.end());
        }
        return line.toString();
    }
}
