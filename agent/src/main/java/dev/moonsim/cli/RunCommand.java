package dev.moonsim.cli;

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

    @Mixin
    private final OneRun run = new OneRun();

    @Option(names = "--html", paramLabel = "FILE", description = "Where the run goes as a page to look at in a browser.")
    private String html;

    RunCommand(List<String> java) {
        target.java = java;
    }

    @Override
    public Integer call() throws Exception {
        List<String> properties = new ArrayList<>();
        if (html != null) {
            properties.add("html=" + Options.output(html, "--html"));
        }
        return run.run(target, properties);
    }
}
