package dev.moonsim.cli;

import dev.moonsim.config.Seeds;
import dev.moonsim.launch.Options;
import java.util.List;
import picocli.CommandLine.Option;

/** Options of a command that runs one seed in a JVM of its own. */
final class OneRun {
    @Option(names = "--seed", paramLabel = "N", description = "Decimal or 0x and hex digits; one is chosen where none is given.")
    private String seed;

    @Option(names = "--report", paramLabel = "FILE", description = "Where the result goes, as JSON.")
    private String report;

    @Option(names = "--trace", paramLabel = "FILE", description = "Where every event and every command goes, as JSON with an event a"
            + " line; moonsim diff compares two of these.")
    private String trace;

    /** Runs it to its end, with the terminal of this JVM; returns its exit status. */
    int run(Target target, List<String> properties) throws Exception {
        if (seed != null) {
            properties.add("seed=" + Seeds.text(Seeds.parse(seed, "--seed")));
        }
        if (report != null) {
            properties.add("report=" + Options.output(report, "--report"));
        }
        if (trace != null) {
            properties.add("trace=" + Options.output(trace, "--trace"));
        }
        target.check();
        properties.add("command=" + target.reproduce());
        return Children.start(new ProcessBuilder(target.command(properties)).inheritIO()).waitFor();
    }
}
