package dev.moonsim.launch;

import dev.moonsim.config.Seeds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command that runs a seed again, as it can be typed in the directory of this run: the CLI's own command where there
 * was one, else this JVM's command line with the seed put in.
 */
public final class ReproduceCommand {
    private ReproduceCommand() {}

    static String of(Options options, long seed) {
        if (options.command() != null) {
            return withSeed(options.command(), seed);
        }
        return quoted(seeded(commandLine(), seed));
    }

    /** @param command a command of the CLI, in which {@code --seed} is to be found or to be put in */
    static String withSeed(String command, long seed) {
        return command.replace("{seed}", Seeds.text(seed));
    }

    /** The words of this JVM's command line. */
    private static List<String> commandLine() {
        try {
            List<String> words = new ArrayList<>();
            String line = new String(Files.readAllBytes(Path.of("/proc/self/cmdline")), StandardCharsets.UTF_8);
            int start = 0;
            for (int end = line.indexOf('\0'); end >= 0; end = line.indexOf('\0', start)) {
                words.add(line.substring(start, end));
                start = end + 1;
            }
            if (!words.isEmpty()) {
                return words;
            }
        } catch (IOException e) {
            // not Linux
        }
        ProcessHandle.Info info = ProcessHandle.current().info();
        List<String> words = new ArrayList<>();
        words.add(info.command().orElse("java"));
        words.addAll(List.of(info.arguments().orElse(new String[0])));
        return words;
    }

    /** The command line with the seed as its first property, without another seed and without report and trace. */
    static List<String> seeded(List<String> words, long seed) {
        List<String> result = new ArrayList<>();
        result.add(words.get(0));
        int application = JavaCommandLine.application(words, 1);
        int agent = -1;
        for (String word : words.subList(1, application)) {
            if (!word.startsWith("-Dmoonsim.seed=") && !word.startsWith("-Dmoonsim.report=")
                    && !word.startsWith("-Dmoonsim.trace=") && !word.startsWith("-Dmoonsim.trace.events=")) {
                result.add(word);
            }
            if (word.startsWith("-javaagent:")) {
                agent = result.size();
            }
        }
        result.add(agent < 0 ? result.size() : agent, "-Dmoonsim.seed=" + Seeds.text(seed));
        result.addAll(words.subList(application, words.size()));
        return result;
    }

    /** Words joined so that a POSIX shell splits them again into the same. */
    public static String quoted(List<String> words) {
        StringBuilder line = new StringBuilder();
        for (String word : words) {
            if (line.length() > 0) {
                line.append(' ');
            }
            line.append(quoted(word));
        }
        return line.toString();
    }

    private static String quoted(String word) {
        boolean plain = !word.isEmpty();
        for (int i = 0; i < word.length() && plain; i++) {
            char c = word.charAt(i);
            plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-_./:=,@%+".indexOf(c) >= 0;
        }
        return plain ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
