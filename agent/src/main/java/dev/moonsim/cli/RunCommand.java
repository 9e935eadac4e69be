package dev.moonsim.cli;

import dev.moonsim.config.Seeds;
import dev.moonsim.launch.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code run}: one seed, in a JVM of its own. */
@Command(name = "run", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Runs a scenario, or one service, under one seed.",
        customSynopsis = {"moonsim run FILE.json [--seed N] [OPTIONS]",
            "       moonsim run [--seed N] [OPTIONS] -- -jar service.jar ARGS"})
final class RunCommand implements Callable<Integer> {
    @Mixin
    private final Target target = new Target();

    @Option(names = "--seed", paramLabel = "N", description = "Decimal or 0x and hex digits; one is chosen where none is given.")
    private String seed;

    @Option(names = "--report", paramLabel = "FILE", description = "Where the result goes, as JSON.")
    private String report;

    @Option(names = "--html", paramLabel = "FILE", description = "Where the run goes as a page to look at in a browser.")
    private String html;

    @Option(names = "--trace", paramLabel = "FILE", description = "Where every event goes, as JSON with an event a line;"
            + " moonsim diff compares two of these.")
    private String trace;

    RunCommand(List<String> java) {
        target.java = java;
    }

    @Override
    public Integer call() throws Exception {
        List<String> properties = new ArrayList<>();
        if (seed != null) {
            properties.add("seed=" + Seeds.text(Seeds.parse(seed, "--seed")));
        }
        if (report != null) {
            properties.add("report=" + Options.output(report, "--report"));
        }
        if (html != null) {
            properties.add("html=" + Options.output(html, "--html"));
        }
        if (trace != null) {
            properties.add("trace=" + Options.output(trace, "--trace"));
        }
        target.check();
        properties.add("command=" + target.reproduce());
        return Children.start(new ProcessBuilder(target.command(properties)).inheritIO()).waitFor();
    }
}
