package dev.moonsim.junit;

import dev.moonsim.config.JsonValue;
import dev.moonsim.config.Seeds;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The campaign over one test method: {@code explore} in a child JVM, and what came of it as JUnit shows it. */
public final class TestCampaign {
    private static final Pattern FRAME = Pattern.compile("\\s*at (?:[^/]*/)*([^/(]+)\\.([^.(]+)\\(([^:)]*)(?::(\\d+))?\\)");

    private TestCampaign() {}

    /**
     * Runs it.
     *
     * @param plan the arguments of {@link InSimulation}
     * @return what was done, where no seed failed
     * @throws SimulationFailure where one did
     */
    public static String run(SimulatedTest settings, List<String> plan) throws IOException, InterruptedException {
        Report report = explore(words(settings, plan));
        if (report.status != 0) {
            JsonValue found = report.json.require("failures", "a list").elements("a list").getFirst();
            long seed = found.require("seed", "a seed").integer(Long.MIN_VALUE, Long.MAX_VALUE, "a seed");
            throw failure(found, seed, report.words, "@SimulatedTest(seed = " + Seeds.text(seed) + "L), or -Dmoonsim.seed="
                    + Seeds.text(seed) + " for the JVM of the tests");
        }
        return report.words.lines().filter(line -> line.startsWith("passed")).findFirst().orElse(report.words);
    }

    /** What a campaign left: its exit status, its report and what it printed. */
    record Report(int status, JsonValue json, String words) {
    }

    /** Runs a campaign in a child JVM. */
    static Report explore(List<String> arguments) throws IOException, InterruptedException {
        Path report = Files.createTempFile("moonsim-", ".json");
        Path output = Files.createTempFile("moonsim-", ".txt");
        try {
            List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-jar", jar().toString()));
            command.addAll(arguments);
            command.addAll(command.indexOf("explore") + 1, List.of("--report", report.toString()));
            Process process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.PIPE).redirectOutput(output.toFile()).start();
            int status;
            try {
                process.getOutputStream().close();
                status = process.waitFor();
            } finally {
                process.destroy(); // its children end with it
            }
            String words = Files.readString(output).strip();
            if (Files.size(report) == 0) {
                throw new IllegalStateException(words.isEmpty() ? "moonsim: explore ended with status " + status : words);
            }
            return new Report(status, JsonValue.read(report, "report"), words);
        } finally {
            Files.delete(report);
            Files.delete(output);
        }
    }

    private static List<String> words(SimulatedTest settings, List<String> plan) {
        List<String> words = new ArrayList<>(List.of("explore", "--seeds", seeds(settings)));
        option(words, "--strategy", settings.strategy());
        option(words, "--preempt", settings.preempt());
        option(words, "--stalls", settings.stalls());
        option(words, "--spurious", settings.spurious());
        option(words, "--budget", settings.budget());
        option(words, "--jobs", settings.jobs() == 0 ? "" : Integer.toString(settings.jobs()));
        for (String option : settings.jvm()) {
            words.add("--jvm=" + option);
        }
        words.addAll(List.of("--", "-cp", classPath(), InSimulation.class.getName()));
        words.addAll(plan);
        return words;
    }

    private static void option(List<String> words, String name, String value) {
        if (!value.isEmpty()) {
            words.addAll(List.of(name, value));
        }
    }

    private static String seeds(SimulatedTest settings) {
        String given = System.getProperty("moonsim.seed");
        if (given != null) {
            return given;
        }
        if (settings.seed().length > 0) {
            return Arrays.stream(settings.seed()).mapToObj(Seeds::text).collect(Collectors.joining(","));
        }
        return "1.." + settings.seeds();
    }

    /** The class path of the tests, and this class's own place, which may be the class path of a module of the build. */
    private static String classPath() {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String own = place().toString();
        return Arrays.asList(classPath.split(File.pathSeparator)).contains(own) ? classPath
                : classPath + File.pathSeparator + own;
    }

    private static Path place() {
        try {
            return Path.of(TestCampaign.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The agent, under the one name it works with. */
    private static Path jar() throws IOException {
        String named = System.getProperty("moonsim.jar");
        Path jar = named != null ? Path.of(named).toAbsolutePath().normalize() : place();
        if (!isAgent(jar)) {
            throw new IllegalStateException("moonsim: " + jar + " is not moonsim.jar; name that file by -Dmoonsim.jar=FILE in the"
                    + " JVM of the tests, or have it on their class path");
        }
        if (jar.endsWith("moonsim.jar")) {
            return jar;
        }
        Path directory = Files.createTempDirectory("moonsim-");
        Path copy = Files.copy(jar, directory.resolve("moonsim.jar"));
        directory.toFile().deleteOnExit();
        copy.toFile().deleteOnExit(); // in reverse order
        return copy;
    }

    private static boolean isAgent(Path jar) {
        if (!Files.isRegularFile(jar)) {
            return false;
        }
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest() != null && file.getManifest().getMainAttributes().getValue("Premain-Class") != null;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * A failure as JUnit shows it.
     *
     * @param found one of the failures of the report
     * @param words what the campaign printed
     * @param again how to run this seed alone
     */
    static SimulationFailure failure(JsonValue found, long seed, String words, String again) {
        StringBuilder message = new StringBuilder("seed ").append(Seeds.text(seed)).append(": ").append(text(found, "message"))
                .append('\n');
        long shown = found.require("seed", "a seed").integer(Long.MIN_VALUE, Long.MAX_VALUE, "a seed");
        if (seed != shown) {
            message.append("  the same failure as in seed ").append(Seeds.text(shown)).append('\n');
        } else {
            words.lines().dropWhile(line -> !(line.startsWith("FAILED") || line.startsWith("ERROR"))
                            || !line.contains("seed " + Seeds.text(seed) + " "))
                    .takeWhile(line -> !line.startsWith("  report: ")).forEach(line -> message.append(line).append('\n'));
        }
        message.append("  this seed alone: ").append(again).append('\n');
        String stack = text(found, "stack");
        return new SimulationFailure(message.toString(), stack.isBlank() ? null : original(stack));
    }

    private static String text(JsonValue json, String key) {
        JsonValue value = json.get(key);
        return value == null || !value.isText() ? "" : value.text("a text");
    }

    /** From a printed stack trace, or the stacks of a deadlock. */
    private static Throwable original(String printed) {
        StringBuilder words = new StringBuilder();
        List<StackTraceElement> frames = new ArrayList<>();
        for (String line : printed.split("\n")) {
            Matcher frame = FRAME.matcher(line);
            if (frame.lookingAt()) {
                String type = frame.group(1);
                if (!type.startsWith("dev.moonsim.") && !type.startsWith("java.lang.invoke.")
                        && !type.startsWith("jdk.internal.reflect.") && !type.startsWith("java.lang.VirtualThread")) {
                    frames.add(new StackTraceElement(type, frame.group(2), frame.group(3),
                            frame.group(4) == null ? -1 : Integer.parseInt(frame.group(4))));
                }
            } else if (frames.isEmpty()) {
                words.append(words.isEmpty() ? "" : "\n").append(line);
            } else {
                break; // a cause, or another task: the message has it all
            }
        }
        return new SimulationFailure.Original(words.toString(), frames.toArray(new StackTraceElement[0]));
    }
}
