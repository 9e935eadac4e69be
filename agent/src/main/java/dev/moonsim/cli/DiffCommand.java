package dev.moonsim.cli;

import dev.moonsim.report.Summary;
import dev.moonsim.report.TraceDiff;
import dev.moonsim.report.Verdicts;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code diff}: whether two traces are of the same run, and where they part. */
@Command(name = "diff", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Compares two traces, as --trace writes them: run, number of events, and the first event that differs.",
        footer = {"", "Exit codes: 0 the same, 1 different, 2 a file is missing or no trace."},
        customSynopsis = "moonsim diff A B")
final class DiffCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "A", description = "A trace.")
    private Path one;

    @Parameters(index = "1", paramLabel = "B", description = "Another.")
    private Path other;

    @Override
    public Integer call() {
        TraceDiff diff = TraceDiff.of(one, other);
        PrintStream out = System.out;
        for (String identity : diff.identity()) {
            out.println("different runs: " + identity);
        }
        if (diff.events() != diff.otherEvents()) {
            out.println("different numbers of events: " + grouped(diff.events()) + " and " + grouped(diff.otherEvents()));
        }
        if (diff.number() > 0) {
            out.println("first different event: " + grouped(diff.number()));
            out.println("  " + one + ": " + (diff.event() == null ? "(no such event)" : diff.event()));
            out.println("  " + other + ": " + (diff.otherEvent() == null ? "(no such event)" : diff.otherEvent()));
        } else if (diff.digest() != null) {
            out.println("different digests: " + diff.digest());
        }
        for (String path : diff.hostFiles()) {
            out.println((diff.isSame() ? "a file of the host was changed between them, and it made no difference: "
                    : "the cause: a file of the host that both read was changed between them: ") + path);
        }
        if (!diff.isSame()) {
            for (String path : diff.changedFiles()) {
                out.println("may be the cause: only one run found " + path + " on its host, and changed it (--disk-hide leaves it out)");
            }
            if (diff.java() != null) {
                out.println("different JDKs: " + diff.java());
            }
        }
        if (diff.isSame()) {
            out.println("the same run: " + grouped(diff.events()) + (diff.events() == 1 ? " event" : " events"));
        }
        return diff.isSame() ? Verdicts.PASSED : Verdicts.FAILED;
    }

    private static String grouped(long number) {
        StringBuilder text = new StringBuilder();
        Summary.grouped(text, number);
        return text.toString();
    }
}
