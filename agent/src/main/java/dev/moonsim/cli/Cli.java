package dev.moonsim.cli;

import dev.moonsim.config.UsageError;
import dev.moonsim.entry.Main;
import dev.moonsim.report.Verdicts;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code java -jar moonsim.jar}. */
@Command(name = "moonsim", mixinStandardHelpOptions = true, versionProvider = Cli.Version.class,
        description = "Runs unmodified JVM services in a deterministic simulation.",
        footer = {"", "One service without this command:",
            "  java -javaagent:moonsim.jar -Dmoonsim.seed=42 -jar service.jar", "",
            "Exit codes: 0 passed, 1 a failure was found, 2 wrong usage or configuration,",
            "3 the run was not deterministic or left the simulation."})
public final class Cli {
    private static final int INTERRUPTED = 130;

    private Cli() {}

    /** @param args options and, after {@code --}, the words of a java command line */
    public static void main(String[] args) {
        if (Boolean.getBoolean(Main.RELAUNCHED)) {
            // However the JVM ends that the user started, this one ends too, and its children with it.
            ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(INTERRUPTED)));
        }
        System.exit(execute(args));
    }

    static int execute(String... args) {
        int end = Arrays.asList(args).indexOf("--");
        List<String> java = end < 0 ? null : List.of(args).subList(end + 1, args.length);
        String[] own = end < 0 ? args : Arrays.copyOf(args, end);
        CommandLine commands = new CommandLine(new Cli());
        commands.addSubcommand(new RunCommand(java));
        commands.addSubcommand(new ExploreCommand(java));
        commands.addSubcommand(new CheckCommand(java));
        commands.addSubcommand(new PowerCutCommand(java));
        commands.addSubcommand(new ControlCommand(java));
        commands.addSubcommand(new DiffCommand());
        commands.setParameterExceptionHandler((e, words) -> wrongUsage(e));
        commands.setExecutionExceptionHandler((e, command, result) -> {
            if (e instanceof UsageError) {
                System.err.println("moonsim: " + e.getMessage());
                return Verdicts.USAGE;
            }
            throw e;
        });
        if (own.length == 0 && java == null) {
            System.err.println("moonsim: no command given, want run, explore, check, powercut, control or diff; --help says more");
            return Verdicts.USAGE;
        }
        return commands.execute(own);
    }

    private static int wrongUsage(ParameterException e) {
        StringBuilder line = new StringBuilder("moonsim: ").append(e.getMessage().lines().findFirst().orElse(""));
        if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getSuggestions().isEmpty()) {
            line.append(", did you mean ").append(unmatched.getSuggestions().getFirst()).append('?');
        } else {
            line.append("; ").append(e.getCommandLine().getCommandSpec().qualifiedName()).append(" --help says more");
        }
        System.err.println(line);
        return Verdicts.USAGE;
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Cli.class.getPackage().getImplementationVersion();
            return new String[] {"moonsim " + (version == null ? "(not packaged)" : version)};
        }
    }
}
