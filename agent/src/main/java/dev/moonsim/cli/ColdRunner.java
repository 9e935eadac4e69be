package dev.moonsim.cli;

import dev.moonsim.config.JsonValue;
import dev.moonsim.config.Seeds;
import dev.moonsim.config.UsageError;
import dev.moonsim.report.RunReport;
import dev.moonsim.report.Tracing;
import dev.moonsim.report.Verdicts;
import dev.moonsim.run.RunResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs each seed in a fresh JVM, with the command line that a user would type for it. */
final class ColdRunner implements Runner {
    /** One run is mostly over before the second compiler's code is of any use, and the compiler takes its processor time. */
    private static final String QUICK = "-XX:TieredStopAtLevel=1";

    private final Target target;
    private final List<String> flags;
    private final long timeoutNanos;
    private volatile Process running;
    private volatile boolean closed;

    ColdRunner(Target target, long timeoutNanos) {
        this(target, timeoutNanos, List.of());
    }

    /** @param flags options of the JVM beyond those that the target names */
    ColdRunner(Target target, long timeoutNanos, List<String> flags) {
        this.target = target;
        this.flags = new ArrayList<>(flags);
        if (target.jvmOptions().stream().noneMatch(ColdRunner::isOfTheVm) && flags.stream().noneMatch(ColdRunner::isOfTheVm)) {
            this.flags.add(QUICK);
        }
        this.timeoutNanos = timeoutNanos;
    }

    private static boolean isOfTheVm(String option) {
        return option.startsWith("-X") || option.startsWith("@");
    }

    @Override
    public RunResult run(long seed, Tracing trace) throws InterruptedException {
        long start = System.nanoTime();
        Path report = null;
        try {
            report = Files.createTempFile("moonsim-", ".json");
            List<String> properties = new ArrayList<>(List.of("seed=" + Seeds.text(seed), "report=" + report));
            if (trace != null) {
                properties.addAll(trace.properties());
            }
            Process process = Children.start(new ProcessBuilder(target.command(properties, flags))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD));
            running = process;
            if (closed) {
                process.destroyForcibly();
            }
            process.getOutputStream().close();
            ChildOutput output = new ChildOutput(process.getErrorStream());
            if (!process.waitFor(timeoutNanos, TimeUnit.NANOSECONDS)) {
                process.destroyForcibly();
                return ChildOutput.noResult(seed, "stuck", "no result after " + timeoutNanos / 1_000_000_000
                        + "s of wall time", "", (System.nanoTime() - start) / 1_000_000);
            }
            if (closed) {
                throw new InterruptedException("closed");
            }
            if (process.exitValue() == WarmRunner.INTERRUPTED) {
                throw new InterruptedException("the run was interrupted, and so is this JVM");
            }
            if (process.exitValue() == Verdicts.USAGE) {
                throw new UsageError(WorkerJvm.cause(output.last()));
            }
            if (Files.size(report) == 0) {
                return ChildOutput.noResult(seed, "internal error", "the JVM ended with status " + process.exitValue()
                        + " and without a result", output.last(), (System.nanoTime() - start) / 1_000_000);
            }
            return RunReport.read(JsonValue.read(report, "report"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            running = null;
            if (report != null) {
                report.toFile().delete();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        Process process = running;
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
