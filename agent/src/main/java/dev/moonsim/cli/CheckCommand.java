package dev.moonsim.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.moonsim.config.Durations;
import dev.moonsim.config.SeedRange;
import dev.moonsim.config.Seeds;
import dev.moonsim.config.UsageError;
import dev.moonsim.launch.Options;
import dev.moonsim.report.Summary;
import dev.moonsim.report.Verdicts;
import dev.moonsim.run.RunResult;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code check}: is a seed the same run, whatever JVM it runs in? */
@Command(name = "check", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Runs each seed in two fresh JVMs and in a JVM that has run other seeds before, and compares the digests. "
                + "Where they differ it names the first event that does, in both runs, with its stack. A run that fails is as "
                + "good as one that passes: exit code 0 says only that all were the same, 3 that they were not.",
        customSynopsis = {"moonsim check FILE.json --seed N [OPTIONS]",
            "       moonsim check --seeds 1..20 [OPTIONS] -- -cp classes Main ARGS"})
final class CheckCommand implements Callable<Integer> {
    /** Seeds beyond so many have no line of their own. */
    private static final long MOST_LINES = 50;

    @Mixin
    private final Target target = new Target();

    @Option(names = {"--seeds", "--seed"}, paramLabel = "RANGE", defaultValue = "1",
            description = "Seeds to check, in this order: 42, 1..20, or 7,42,100..200. Default: ${DEFAULT-VALUE}.")
    private String seeds;

    @Option(names = "--after", paramLabel = "N", defaultValue = "3",
            description = "How many other seeds the warm JVM runs before the first. Default: ${DEFAULT-VALUE}.")
    private int after;

    @Option(names = "--fresh-every", paramLabel = "N", defaultValue = "1",
            description = "Of so many seeds only one is run in fresh JVMs, the others in two warm ones: for many seeds. "
                    + "Default: ${DEFAULT-VALUE}.")
    private int freshEvery;

    @Option(names = "--flags", paramLabel = "OPTIONS",
            description = "One more fresh JVM with these options, such as --flags=-Xint or --flags=\"-XX:+UseZGC -Xmx1g\"; "
                    + "may be repeated.")
    private List<String> flags = new ArrayList<>();

    @Option(names = "--report", paramLabel = "FILE", description = "Where the result goes, as JSON.")
    private String report;

    @Option(names = "--timeout", paramLabel = "DURATION", defaultValue = "5m",
            description = "Wall time after which a run counts as stuck. Default: ${DEFAULT-VALUE}.")
    private String timeout;

    CheckCommand(List<String> java) {
        target.java = java;
    }

    @Override
    public Integer call() throws Exception {
        SeedRange range = SeedRange.parse(seeds, "--seeds");
        Path file = report == null ? null : Options.output(report, "--report");
        long timeoutNanos = Durations.nanos(timeout, "--timeout");
        if (after < 0) {
            throw new UsageError("--after: " + after + ", want 0 or more");
        }
        if (freshEvery < 1) {
            throw new UsageError("--fresh-every: " + freshEvery + ", want 1 or more");
        }
        target.explores();
        target.check();
        PrintStream out = System.err;
        out.println("moonsim  check " + target.title() + "  seeds " + range);
        Summary.allowed(out, target.allowed());
        List<DeterminismCheck.Way> ways = ways(timeoutNanos);
        DeterminismCheck check = new DeterminismCheck(ways, freshEvery);
        try {
            warmUp(ways, range);
            List<RunResult> same = new ArrayList<>();
            DeterminismCheck.Mismatch mismatch = check.run(range, result -> {
                same.add(result);
                if (range.size() > MOST_LINES) {
                    return;
                }
                out.println("same     seed " + Seeds.text(result.seed()) + "  digest " + result.digestHex() + ", "
                        + DeterminismCheck.outcome(result));
            });
            boolean broken = same.stream().anyMatch(DeterminismCheck::isBroken);
            print(out, mismatch, check, same.size(), broken);
            if (file != null) {
                write(file, mismatch, check, same);
                out.println("  report: " + report);
            }
            return mismatch != null || broken ? Verdicts.ERROR : Verdicts.PASSED;
        } finally {
            ways.forEach(way -> way.runner().close());
        }
    }

    /** The reference first, the warm JVM last. */
    private List<DeterminismCheck.Way> ways(long timeoutNanos) {
        List<DeterminismCheck.Way> ways = new ArrayList<>();
        ways.add(new DeterminismCheck.Way("a fresh JVM", true, new ColdRunner(target, timeoutNanos)));
        ways.add(new DeterminismCheck.Way("another fresh JVM", true, new ColdRunner(target, timeoutNanos)));
        for (String options : flags) {
            ways.add(new DeterminismCheck.Way("a fresh JVM with " + options.strip(), true,
                    new ColdRunner(target, timeoutNanos, List.of(options.strip().split("\\s+")))));
        }
        ways.add(new DeterminismCheck.Way("a JVM after other runs", false, new WarmRunner(target, timeoutNanos)));
        if (freshEvery > 1) {
            ways.add(new DeterminismCheck.Way("another JVM after other runs", false, new WarmRunner(target, timeoutNanos)));
        }
        return ways;
    }

    /** Each warm JVM has a past of its own. */
    private void warmUp(List<DeterminismCheck.Way> ways, SeedRange range) throws InterruptedException {
        long seed = range.get(range.size() - 1);
        int runs = after;
        for (DeterminismCheck.Way way : ways) {
            if (!way.fresh()) {
                for (int i = 0; i < runs; i++) {
                    way.runner().run(++seed);
                }
                runs += after;
            }
        }
    }

    private static void print(PrintStream out, DeterminismCheck.Mismatch mismatch, DeterminismCheck check, int same,
            boolean broken) {
        if (mismatch != null) {
            out.println("DIFFERS  seed " + Seeds.text(mismatch.seed()) + "  digest " + mismatch.reference().digestHex()
                    + " in " + mismatch.first().name() + ", " + mismatch.result().digestHex() + " in " + mismatch.way().name());
            String one = DeterminismCheck.outcome(mismatch.reference());
            String other = DeterminismCheck.outcome(mismatch.result());
            if (!one.equals(other)) {
                out.println("  " + one + " in " + mismatch.first().name() + ", " + other + " in " + mismatch.way().name());
            }
            if (mismatch.divergence() != null) {
                mismatch.divergence().describe(mismatch.first().name(), mismatch.way().name()).lines()
                        .forEach(text -> out.println("  " + text));
            }
            out.println("NOT DETERMINISTIC");
            return;
        }
        StringBuilder line = new StringBuilder(broken ? "ERROR  the same each time, but without a result  " : "deterministic  ");
        Summary.grouped(line, same);
        line.append(same == 1 ? " seed" : " seeds").append(" the same in ");
        Summary.grouped(line, check.runs());
        line.append(" runs: ").append(String.join(", ", check.names()));
        out.println(line);
    }

    private void write(Path file, DeterminismCheck.Mismatch mismatch, DeterminismCheck check, List<RunResult> same) {
        try (Writer out = Files.newBufferedWriter(file); JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            json.writeStringField("ran", target.title());
            json.writeStringField("seeds", seeds);
            json.writeBooleanField("deterministic", mismatch == null);
            json.writeNumberField("runs", check.runs());
            json.writeArrayFieldStart("ways");
            for (String way : check.names()) {
                json.writeString(way);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("same");
            for (RunResult result : same) {
                json.writeStartObject();
                json.writeStringField("seed", Seeds.text(result.seed()));
                json.writeStringField("digest", result.digestHex());
                json.writeStringField("outcome", DeterminismCheck.outcome(result));
                json.writeEndObject();
            }
            json.writeEndArray();
            if (mismatch != null) {
                json.writeObjectFieldStart("mismatch");
                json.writeStringField("seed", Seeds.text(mismatch.seed()));
                json.writeStringField("firstWay", mismatch.first().name());
                json.writeStringField("way", mismatch.way().name());
                json.writeStringField("digest", mismatch.reference().digestHex());
                json.writeStringField("otherDigest", mismatch.result().digestHex());
                if (mismatch.divergence() != null) {
                    json.writeNumberField("event", mismatch.divergence().number());
                    json.writeStringField("line", mismatch.divergence().line());
                    json.writeStringField("text", mismatch.divergence().describe(mismatch.first().name(), mismatch.way().name()));
                }
                json.writeEndObject();
            }
            json.writeEndObject();
            json.flush();
            out.write('\n');
        } catch (IOException e) {
            throw new UsageError("--report: " + file + " cannot be written (" + e.getMessage() + ")");
        }
    }
}
