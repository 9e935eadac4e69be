package dev.moonsim.launch;

import dev.moonsim.config.ProgramCheck;
import dev.moonsim.config.ScenarioFile;
import dev.moonsim.config.UsageError;
import dev.moonsim.decide.Decisions;
import dev.moonsim.fault.Chaos;
import dev.moonsim.node.ModuleAccess;
import dev.moonsim.node.NodeLoader;
import dev.moonsim.node.NodeSpec;
import dev.moonsim.node.Program;
import dev.moonsim.property.BuggifyOptions;
import dev.moonsim.report.HtmlReport;
import dev.moonsim.report.PowerCutLines;
import dev.moonsim.report.RunReport;
import dev.moonsim.report.Summary;
import dev.moonsim.report.TraceFile;
import dev.moonsim.report.Tracing;
import dev.moonsim.report.Verdicts;
import dev.moonsim.run.AllowedEscape;
import dev.moonsim.run.Failure;
import dev.moonsim.run.PowerCutPlan;
import dev.moonsim.run.RunResult;
import dev.moonsim.run.Scenario;
import dev.moonsim.trace.Trace;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A run as its user meets it: options from system properties, Moonsim's words on standard error, report and trace files,
 * an exit code. The agent calls it; it runs outside the simulation.
 */
public final class Front {
    private static Options options;

    private Front() {}

    /**
     * Reads the options; wrong ones end the JVM with one line and status 2.
     *
     * @return true where the run is that of a scenario and happens in {@code premain}, before any main class
     */
    public static boolean runsInPremain() {
        try {
            options = Options.of(System.getProperties());
            options.allowed().forEach(AllowedEscape::allow);
            if (options.scenario() == null) {
                return false;
            }
            String command = System.getProperty("sun.java.command");
            if (command != null && !command.isEmpty()) {
                throw new UsageError("-Dmoonsim.scenario: the scenario names the programs; leave out \"" + command + "\"");
            }
            if (!options.environment().isEmpty()) {
                throw new UsageError("-Dmoonsim.env." + options.environment().keySet().iterator().next()
                        + ": in a run of a scenario its \"environment\" says this");
            }
            return true;
        } catch (UsageError e) {
            System.err.println("moonsim: " + e.getMessage());
            System.err.flush();
            Runtime.getRuntime().halt(Verdicts.USAGE);
            return false;
        }
    }

    /** Runs the scenario that the options name. */
    public static int premain() {
        try {
            return run(ScenarioFile.read(options.scenario()));
        } catch (UsageError e) {
            return usage(e);
        }
    }

    /**
     * Runs one service: node 0 of a cluster of one.
     *
     * @param classPath as the JVM was given it
     * @param access what the jar asks of the JDK's modules, where it is a jar
     */
    public static int service(String mainClass, List<Path> classPath, ModuleAccess access, List<String> args) {
        try {
            new ProgramCheck().checkMain(mainClass, classPath, "java " + mainClass);
            Program program = new Program("", mainClass, classPath, access, args, Map.of(), options.environment(),
                    Path.of("").toAbsolutePath());
            return run(Scenario.service(mainClass, NodeSpec.of("node-0", "10.0.1.1", program, NodeSpec.Role.SYSTEM)));
        } catch (UsageError e) {
            return usage(e);
        }
    }

    private static int usage(UsageError e) {
        System.err.println("moonsim: " + e.getMessage());
        return Verdicts.USAGE;
    }

    private static int run(Scenario given) {
        Scenario scenario = given.withSchedule(options.schedule()).withLeaks(options.failsOnLeaks());
        if (options.chaos() != null) {
            scenario = scenario.withChaos(scenario.chaos().withMode(options.chaos()));
        }
        scenario = scenario.withChaos(scenario.chaos().withMask(options.mask()));
        if (!options.buggify() || options.chaos() == Chaos.Mode.OFF) {
            scenario = scenario.withProperties(scenario.properties().withBuggify(BuggifyOptions.OFF));
        }
        if (options.budgetNanos() >= 0) {
            scenario = scenario.withBudget(options.budgetNanos());
        }
        if (options.diskProfile() != null) {
            scenario = scenario.withDiskProfile(options.diskProfile());
        }
        scenario = scenario.withDisk(scenario.disk().withHost(scenario.disk().host().with(options.host())));
        if (options.virtualBudgetNanos() >= 0) {
            scenario = scenario.withDeadlines(scenario.deadlines().withRun(options.virtualBudgetNanos()));
        }
        if (options.powerCut() != null) {
            long seed = options.seed() == null ? 1 : options.seed();
            scenario = options.powerCut().of(scenario, seed);
            if (options.powerCut().one() == null) {
                return PowerCutWorker.serve(scenario, options.powerCut(), seed, options.reuse());
            }
            scenario = scenario.withPowerCut(options.powerCut().plan());
        }
        if (options.worker()) {
            return Worker.serve(scenario, options.reuse());
        }
        PrintStream out = System.err;
        long seed = options.seed() == null ? anySeed() : options.seed();
        out.println(Summary.first(seed, scenario.title()));
        Summary.allowed(out, options.allowed());
        if (options.control()) {
            return control(scenario, seed);
        }
        Path page = options.html() == null ? null : options.html().resolveSibling(options.html().getFileName() + ".trace");
        RunResult result = run(scenario, seed, options.trace() == null && page != null ? Tracing.all(page) : options.trace());
        for (int again = 1; again < options.repeat() && Verdicts.of(result) != RunResult.Verdict.ERROR; again++) {
            NodeLoader.reuse(options.reuse() && again > 1); // once with fresh classes, then with those of earlier runs
            Tracing trace = options.trace() == null ? null : options.trace().to(Path.of(options.trace().file() + "." + again));
            result = compared(result, run(scenario, seed, trace));
        }
        String noTable = null;
        if (options.table().equals("always") || options.table().equals("on") && Verdicts.of(result) == RunResult.Verdict.FAILED) {
            Detail detail = Detail.of(scenario, result, options.table().equals("always"));
            result = result.withTable(detail.table());
            noTable = detail.why();
        }
        boolean passed = Verdicts.of(result) == RunResult.Verdict.PASSED;
        String reproduce = passed && options.report() == null && page == null ? null : ReproduceCommand.of(options, seed);
        if (options.report() != null) {
            try {
                RunReport.write(options.report(), result, scenario.title(), reproduce);
            } catch (IOException e) {
                throw new UsageError("-Dmoonsim.report: " + options.report() + " cannot be written (" + e.getMessage() + ")");
            }
        }
        if (page != null) {
            html(page, result, scenario.title(), reproduce);
        }
        Summary.table(out, result.table(), noTable);
        if (scenario.powerCut() != null) {
            checkHappened(scenario.powerCut());
            PowerCutLines.print(out, scenario.powerCut());
        }
        Summary.last(out, result, reproduce, options.report() == null ? null : options.report().toString());
        return Verdicts.exitCode(Verdicts.of(result));
    }

    private static void checkHappened(PowerCutPlan plan) {
        if (plan.choice().exceeded()) {
            throw new UsageError("powercut: there is no such state, only 0 to " + (plan.choice().listed() - 1));
        }
        if (plan.point() != PowerCutPlan.AT_THE_END && plan.calls().isEmpty()) {
            throw new UsageError("powercut: the program made no call " + plan.point());
        }
    }

    private static int control(Scenario scenario, long seed) {
        RunResult[] came = new RunResult[1];
        int status;
        try (TraceFile trace = options.trace() == null ? null : TraceFile.create(options.trace(), scenario, seed)) {
            status = ControlConsole.serve(scenario, seed, trace, came);
        } catch (IOException e) {
            throw new UsageError("control: " + e.getMessage());
        }
        if (came[0] != null) {
            report(came[0], scenario, seed);
            Summary.last(System.err, came[0], null, options.report() == null ? null : options.report().toString());
        }
        return status;
    }

    private static void report(RunResult result, Scenario scenario, long seed) {
        if (options.report() != null) {
            try {
                RunReport.write(options.report(), result, scenario.title(), ReproduceCommand.of(options, seed));
            } catch (IOException e) {
                throw new UsageError("-Dmoonsim.report: " + options.report() + " cannot be written (" + e.getMessage() + ")");
            }
        }
    }

    private static RunResult run(Scenario scenario, long seed, Tracing tracing) {
        if (tracing == null) {
            return run(scenario, seed, (Trace.Sink) null);
        }
        try (TraceFile trace = TraceFile.create(tracing, scenario, seed)) {
            RunResult result = run(scenario, seed, trace);
            trace.ended(result);
            return result;
        } catch (IOException e) {
            throw new UsageError("-Dmoonsim.trace: " + tracing.file() + " cannot be written (" + e.getMessage() + ")");
        }
    }

    /** @param own the trace that only the page is made from, where there is no other */
    private static void html(Path own, RunResult result, String title, String reproduce) {
        try {
            HtmlReport.write(options.html(), options.trace() == null ? own : options.trace().file(), result, title, reproduce);
            if (options.trace() == null) {
                Files.delete(own);
            }
        } catch (IOException e) {
            throw new UsageError("-Dmoonsim.html: " + options.html() + " cannot be written (" + e.getMessage() + ")");
        }
    }

    /** One run; what goes wrong inside Moonsim is a result too. */
    static RunResult run(Scenario scenario, long seed, Trace.Sink sink) {
        long start = System.nanoTime();
        try {
            return Launch.run(scenario, seed, sink);
        } catch (Throwable t) {
            StringWriter stack = new StringWriter();
            t.printStackTrace(new PrintWriter(stack, true));
            Failure failure = new Failure("internal error", t.toString(), null, null, 0, stack.toString());
            return RunResult.error(seed, failure, (System.nanoTime() - start) / 1_000_000);
        }
    }

    /** The first run, or an error where a repetition of it was another run. */
    private static RunResult compared(RunResult first, RunResult again) {
        if (again.digest() == first.digest()) {
            return first;
        }
        if (Verdicts.of(again) == RunResult.Verdict.ERROR) {
            return again; // it says itself why
        }
        Failure failure = new Failure("nondeterminism", "digest " + first.digestHex() + " in the first run, "
                + again.digestHex() + " in a repetition in the same JVM", null, null, 0, "");
        return first.asError(failure);
    }

    /** A seed that nothing decides, short enough to be typed. */
    private static long anySeed() {
        return Decisions.mix(System.nanoTime() ^ Decisions.mix(System.currentTimeMillis())) >>> 32;
    }
}
