package dev.moonsim.cli;

import dev.moonsim.config.Durations;
import dev.moonsim.config.SeedRange;
import dev.moonsim.config.Seeds;
import dev.moonsim.config.UsageError;
import dev.moonsim.launch.Options;
import dev.moonsim.property.Contract;
import dev.moonsim.property.PropertyResult;
import dev.moonsim.report.PropertyLines;
import dev.moonsim.report.Summary;
import dev.moonsim.report.Verdicts;
import dev.moonsim.run.RunResult.Verdict;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
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

    @Option(names = "--seeds", paramLabel = "RANGE", defaultValue = "1..1000",
            description = "Seeds to try, in this order: 1..1000, or 7,42,100..200. Default: ${DEFAULT-VALUE}.")
    private String seeds;

    @Option(names = "--keep-going", description = "Try all seeds; failures of the same kind are reported once.")
    private boolean keepGoing;

    @Option(names = "--report", paramLabel = "FILE", description = "Where the campaign's result goes, as JSON.")
    private String report;

    @Option(names = "--jobs", paramLabel = "N", description = "Worker JVMs; one for each processor if not given.")
    private int jobs = Runtime.getRuntime().availableProcessors();

    @Option(names = "--cold", description = "A fresh JVM for every seed. Slow, and should make no difference.")
    private boolean cold;

    @Option(names = "--check-every", paramLabel = "N", defaultValue = "50",
            description = "Of so many seeds, one that passes is run again in a fresh JVM and compared; 0 for none. "
                    + "Default: ${DEFAULT-VALUE}.")
    private int checkEvery;

    @Option(names = "--timeout", paramLabel = "DURATION", defaultValue = "5m",
            description = "Wall time after which a run counts as stuck. Default: ${DEFAULT-VALUE}.")
    private String timeout;

    @Option(names = "--misses", paramLabel = "WHAT", defaultValue = "show", description = "Properties that no seed came to: "
            + "show them, or fail where all seeds passed. Default: ${DEFAULT-VALUE}.")
    private String misses;

    ExploreCommand(List<String> java) {
        target.java = java;
    }

    @Override
    public Integer call() throws Exception {
        SeedRange range = SeedRange.parse(seeds, "--seeds");
        Path file = report == null ? null : Options.output(report, "--report");
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
        PrintStream out = System.err;
        out.println("moonsim  explore " + target.title() + "  seeds " + range + ", " + jobs
                + (jobs == 1 ? " worker" : " workers"));
        Summary.allowed(out, target.allowed());
        Progress progress = new Progress(out, range.size());
        Supplier<Runner> fresh = () -> new ColdRunner(target, timeoutNanos);
        Supplier<Runner> warm = () -> new WarmRunner(target, timeoutNanos);
        Campaign.Settings settings = new Campaign.Settings(range, jobs, keepGoing, cold ? 0 : checkEvery,
                !cold && target.reusesClasses());
        CompletableFuture<List<PropertyResult>> assertions = CompletableFuture.supplyAsync(target::assertions);
        Campaign.Result result;
        try {
            result = new Campaign(settings, cold ? fresh : warm, fresh, progress).run();
        } catch (ClassesDiffer e) {
            progress.end();
            out.println("  " + e.getMessage() + ": starting over with fresh classes for every run");
            target.freshClasses();
            settings = new Campaign.Settings(range, jobs, keepGoing, checkEvery, false);
            result = new Campaign(settings, warm, fresh, progress).run();
        } finally {
            progress.end();
        }
        result.properties().known(assertions.join());
        for (Campaign.Found found : result.failures()) {
            print(out, found);
        }
        out.println(lastLine(result, range));
        out.println(scheduleLine(result));
        PropertyLines.of(result.properties()).forEach(out::println);
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

    private void print(PrintStream out, Campaign.Found found) {
        out.println((Verdicts.of(found.result()) == Verdict.ERROR ? "ERROR   " : "FAILED  ")
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
        StringBuilder line = new StringBuilder(result.failures().isEmpty() ? "passed  " : "");
        Summary.grouped(line, result.seedsRun());
        line.append(result.seedsRun() == 1 ? " seed" : " seeds");
        if (result.seedsRun() < range.size()) {
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
        return line.toString();
    }
}
