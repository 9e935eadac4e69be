package dev.moonsim.cli;

import dev.moonsim.config.Seeds;
import dev.moonsim.launch.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code control}: one seed, step by step, by commands on standard input. */
@Command(name = "control", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Runs one seed under control of commands read from standard input, one a line: start, pause [at TIME],"
                + " resume, step [N], run until TIME, crash NODE [REASON], restart NODE [REASON], complete, replay, state, nodes,"
                + " threads [NODE], quit. Each is answered by one line. The same commands and the same seed are the same run.",
        customSynopsis = {"moonsim control FILE.json --seed N [OPTIONS] < commands",
            "       moonsim control --seed N [OPTIONS] -- -jar service.jar ARGS < commands"})
final class ControlCommand implements Callable<Integer> {
    @Mixin
    private final Target target = new Target();

    @Option(names = "--seed", paramLabel = "N", description = "Decimal or 0x and hex digits; one is chosen where none is given.")
    private String seed;

    @Option(names = "--report", paramLabel = "FILE", description = "Where the result goes, as JSON, if the run comes to one.")
    private String report;

    @Option(names = "--trace", paramLabel = "FILE", description = "Where every event and every command goes, as JSON.")
    private String trace;

    ControlCommand(List<String> java) {
        target.java = java;
    }

    @Override
    public Integer call() throws Exception {
        List<String> properties = new ArrayList<>(List.of("control=true"));
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
