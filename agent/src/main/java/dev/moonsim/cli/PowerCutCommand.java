package dev.moonsim.cli;

import dev.moonsim.config.Durations;
import dev.moonsim.config.ProgramCheck;
import dev.moonsim.config.ScenarioFile;
import dev.moonsim.config.Seeds;
import dev.moonsim.config.UsageError;
import dev.moonsim.launch.Options;
import dev.moonsim.launch.PowerCutOptions;
import dev.moonsim.report.PowerCutLines;
import dev.moonsim.report.PowerCutPoint;
import dev.moonsim.report.Summary;
import dev.moonsim.report.Verdicts;
import dev.moonsim.run.Failure;
import dev.moonsim.run.PowerCutPlan;
import dev.moonsim.run.RunResult;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code powercut}: the power goes at every call that changes the disk, in every outcome that the disk's profile allows. */
@Command(name = "powercut", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Cuts the power of one program before every call that changes its disk, in every state that may be left,"
            + " boots the check on that disk, and says where it does not pass. What the program had printed is the standard input of"
            + " the check.",
        customSynopsis = {"moonsim powercut --check \"Check ARGS\" [OPTIONS] -- -cp classes Main ARGS",
            "       moonsim powercut FILE.json [OPTIONS]   (one node with two versions, the second named check)"})
final class PowerCutCommand implements Callable<Integer> {
    @Mixin
    private final Target target = new Target();

    @Option(names = "--check", paramLabel = "WORDS", description = "Main class and arguments of the check, on the program's class path. It"
            + " passes with exit status 0.")
    private String check;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Decides everything but the power cuts. Default: 1.")
    private String seed;

    @Option(names = "--states", paramLabel = "N", defaultValue = "64", description = "States that are tried of one power cut: all, or where"
            + " there are more, so many of them. Default: ${DEFAULT-VALUE}.")
    private int states;

    @Option(names = "--points", paramLabel = "N", defaultValue = "1000", description = "Calls at which the power is cut: all, or where there"
            + " are more, so many at equal distances. Default: ${DEFAULT-VALUE}.")
    private int points;

    @Option(names = "--sync-errors", description = "Each sync of a file also fails once (EIO, and its data is lost though later syncs"
            + " succeed); the power goes when the program has ended, which it may do as it likes.")
    private boolean syncErrors;

    @Option(names = "--keep-going", description = "Cut at all calls; failures of the same kind are reported once.")
    private boolean keepGoing;

    @Option(names = "--jobs", paramLabel = "N", description = "Worker JVMs; one for each processor if not given.")
    private int jobs = Runtime.getRuntime().availableProcessors();

    @Option(names = "--report", paramLabel = "FILE", description = "Where the result goes, as JSON.")
    private String report;

    @Option(names = "--timeout", paramLabel = "DURATION", defaultValue = "5m",
            description = "Wall time after which one point counts as stuck. Default: ${DEFAULT-VALUE}.")
    private String timeout;

    @Option(names = "--point", paramLabel = "N", description = "Only this cut, before call N, or end; in a run of its own that shows the"
            + " output of program and check.")
    private String point;

    @Option(names = "--state", paramLabel = "N", description = "With --point: the state, from 0. Default: 0.")
    private int state;

    @Option(names = "--fail-sync", paramLabel = "N", description = "With --point: the sync that fails. Default: none.")
    private int failSync;

    @Option(names = "--trace", paramLabel = "FILE", description = "With --point: where every event goes, as JSON with an event a line.")
    private String trace;

    PowerCutCommand(List<String> java) {
        target.java = java;
    }

    @Override
    public Integer call() throws Exception {
        checkOptions();
        target.check();
        checkCheck();
        return point != null ? one() : all();
    }

    private void checkOptions() {
        atLeastOne(jobs, "--jobs");
        atLeastOne(states, "--states");
        if (points < 2) {
            throw new UsageError("--points: " + points + ", want 2 or more");
        }
        if (point == null && (state != 0 || failSync != 0 || trace != null)) {
            throw new UsageError((state != 0 ? "--state" : failSync != 0 ? "--fail-sync" : "--trace") + ": there is no --point for it");
        }
        if (target.chaos != null || target.mask != null) {
            throw new UsageError((target.chaos != null ? "--chaos" : "--mask") + ": a power cut is the only fault here");
        }
        if (target.java != null && check == null) {
            throw new UsageError("what checks? want --check \"com.example.Check args\", a main class of the same class path");
        }
        if (target.scenario != null && check != null) {
            throw new UsageError("--check: the scenario has the check as its version \"check\", leave it out");
        }
    }

    private static void atLeastOne(int number, String option) {
        if (number < 1) {
            throw new UsageError(option + ": " + number + ", want 1 or more");
        }
    }

    private void checkCheck() {
        if (target.scenario != null) {
            PowerCutOptions options = new PowerCutOptions(states, List.of(), null);
            options.of(ScenarioFile.read(Path.of(target.scenario)), Seeds.parse(seed, "--seed")); // complains
        } else {
            List<Path> classPath = target.classPath();
            if (classPath != null) {
                new ProgramCheck().checkMain(check.strip().split(" +")[0], classPath, "--check");
            }
        }
    }

    private List<String> properties() {
        List<String> properties = new ArrayList<>();
        properties.add("seed=" + Seeds.text(Seeds.parse(seed, "--seed")));
        properties.add("powercut=" + states + (check == null ? "" : " " + check.strip()));
        return properties;
    }

    // ---- one cut ----

    private int one() throws IOException, InterruptedException {
        int at;
        try {
            at = point.equals("end") ? PowerCutPlan.AT_THE_END : Integer.parseInt(point);
        } catch (NumberFormatException e) {
            throw new UsageError("--point: \"" + point + "\", want the number of a call, or end");
        }
        if (at < 1 || state < 0 || failSync < 0) {
            throw new UsageError("--point: " + point + " with --state " + state + " and --fail-sync " + failSync + ", want a call from 1"
                    + " and nothing below 0");
        }
        List<String> properties = properties();
        properties.add("powercut.at=" + at + "," + failSync + "," + state);
        if (report != null) {
            properties.add("report=" + Options.output(report, "--report"));
        }
        if (trace != null) {
            properties.add("trace=" + Options.output(trace, "--trace"));
        }
        properties.add("command=" + reproduce(at, failSync, state));
        return Children.start(new ProcessBuilder(target.command(properties)).inheritIO()).waitFor();
    }

    /** The command that cuts the power once. */
    String reproduce(int at, int failedSync, int outcome) {
        List<String> own = new ArrayList<>();
        if (check != null) {
            own.addAll(List.of("--check", check));
        }
        own.addAll(List.of("--point", at == PowerCutPlan.AT_THE_END ? "end" : Integer.toString(at), "--state", Integer.toString(outcome)));
        if (failedSync > 0) {
            own.addAll(List.of("--fail-sync", Integer.toString(failedSync)));
        }
        if (states != 64) {
            own.addAll(List.of("--states", Integer.toString(states)));
        }
        return target.typed("powercut", own).replace("{seed}", Seeds.text(Seeds.parse(seed, "--seed")));
    }

    // ---- all cuts ----

    private int all() throws InterruptedException {
        Path file = report == null ? null : Options.output(report, "--report");
        PrintStream out = System.err;
        out.println("moonsim  powercut " + target.title() + (check == null ? "" : "  check " + check) + "  seed " + seed
                + (target.diskProfile == null ? "" : "  profile " + target.diskProfile) + ", " + jobs + (jobs == 1 ? " worker" : " workers"));
        Summary.allowed(out, target.allowed());
        PowerCutProgress progress = new PowerCutProgress(out);
        PowerCutCampaign.Settings settings = new PowerCutCampaign.Settings(jobs, points, syncErrors, keepGoing);
        PowerCutCampaign.Result result;
        try {
            result = run(settings, progress);
        } catch (ClassesDiffer e) {
            progress.end();
            out.println("  " + e.getMessage() + ": starting over with fresh classes for every run");
            target.freshClasses();
            result = run(settings, progress);
        } catch (PowerCutJvm.NoAnswer e) {
            progress.end();
            out.println("ERROR   " + e.getMessage());
            return Verdicts.ERROR;
        } finally {
            progress.end();
        }
        RunResult.Verdict verdict = result.whole().failing() > 0 ? Verdicts.of(result.whole().bad().getFirst().result()) : result.verdict();
        print(out, result);
        if (file != null) {
            try {
                PowerCutReport.write(file, result, verdict, target.title(), this);
            } catch (IOException e) {
                throw new UsageError("--report: " + file + " cannot be written (" + e.getMessage() + ")");
            }
            out.println("  report: " + report);
        }
        return Verdicts.exitCode(verdict);
    }

    private PowerCutCampaign.Result run(PowerCutCampaign.Settings settings, PowerCutProgress progress) throws InterruptedException {
        long timeoutNanos = Durations.nanos(timeout, "--timeout");
        List<String> command = target.command(properties());
        if (target.jvmOptions().stream().noneMatch(option -> option.matches("-XX:\\+Use.*GC"))) {
            command.add(1, "-XX:+UseSerialGC"); // several workers share the processors
        }
        Supplier<PowerCutJvm> jvms = () -> new PowerCutJvm(command, timeoutNanos);
        PowerCutCampaign campaign = new PowerCutCampaign(settings, jvms, jvms, progress);
        Interrupts.on(campaign::interrupt);
        return campaign.run();
    }

    private void print(PrintStream out, PowerCutCampaign.Result result) {
        if (result.whole().failing() > 0) {
            RunResult whole = result.whole().bad().getFirst().result();
            out.println((Verdicts.of(whole) == RunResult.Verdict.ERROR ? "ERROR   " : "FAILED  ") + "without any power cut: program or check"
                    + " do not pass by themselves");
            Summary.failures(out, whole);
            return;
        }
        if (result.whole().tried() == 0) {
            out.println("  the program does not end within the budget: its power is cut at its calls only");
        }
        for (PowerCutCampaign.Found found : result.failures()) {
            print(out, found, result.whole());
        }
        StringBuilder line = new StringBuilder(result.failures().isEmpty() ? Colours.of(out).green("passed") + "  " : "");
        Summary.grouped(line, result.points().size());
        line.append(result.points().size() == 1 ? " power cut" : " power cuts");
        if (result.points().size() < result.places()) {
            line.append(" of ").append(result.places());
        }
        line.append(", ").append(result.whole().calls().size()).append(" calls, ");
        Summary.grouped(line, result.outcomes());
        line.append(" states in ");
        Summary.seconds(line, result.wallMillis() / 10, 2);
        if (result.sampled() > 0) {
            line.append(", ").append(result.sampled()).append(result.sampled() == 1 ? " cut" : " cuts").append(" sampled");
        }
        if (!result.failures().isEmpty()) {
            line.append(", ").append(result.failures().size()).append(result.failures().size() == 1 ? " failure" : " different failures");
        }
        if (result.interrupted()) {
            line.append("; ended: interrupted");
        }
        out.println(line);
    }

    private void print(PrintStream out, PowerCutCampaign.Found found, PowerCutPoint whole) {
        PowerCutPoint at = found.point();
        boolean error = !found.reproduced() || Verdicts.of(found.state().result()) == RunResult.Verdict.ERROR;
        out.println(Colours.of(out).red(error ? "ERROR   " : "FAILED  ") + "power cut " + PowerCutLines.where(at.point(),
                at.calls().isEmpty() ? null : at.calls().getFirst(), at.failedSync()));
        int before = at.point() == PowerCutPlan.AT_THE_END ? whole.calls().size() : at.point() - 1;
        if (before > 0 && at.failedSync() == 0) {
            out.println("  after call " + before + ", " + PowerCutLines.describe(whole.calls().get(before - 1)));
        }
        out.println("  state " + found.state().state() + " of " + PowerCutLines.count(at.legal(), at.listed()) + "; the check fails in "
                + at.failing() + " of " + at.tried() + (found.points() > 1 ? ", and in the same way at " + (found.points() - 1)
                        + " more points" : ""));
        found.state().lost().forEach(line -> out.println("    " + line));
        for (Failure failure : found.state().result().failures().subList(0, 1)) {
            out.println("  " + Summary.describe(failure));
        }
        if (!found.reproduced()) {
            out.println("  NOT REPRODUCED in a fresh JVM, so this run was not deterministic");
        }
        out.println("  reproduce: " + reproduce(at.point(), at.failedSync(), found.state().state()));
    }
}
