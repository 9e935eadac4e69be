package dev.moonsim.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

    @Mixin
    private final OneRun run = new OneRun();

    ControlCommand(List<String> java) {
        target.java = java;
    }

    @Override
    public Integer call() throws Exception {
        return run.run(target, new ArrayList<>(List.of("control=true")));
    }
}
