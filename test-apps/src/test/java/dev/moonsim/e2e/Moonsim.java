package dev.moonsim.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A child JVM with the built {@code moonsim.jar}, put together option by option and run once. Nothing of the tests' own JVM
 * reaches it but the JDK.
 */
final class Moonsim {
    static final Path JAR = Path.of("../agent/target/moonsim.jar").toAbsolutePath().normalize();
    static final Path CLASSES = Path.of("target/classes").toAbsolutePath();
    static final Path SCENARIOS = Path.of("scenarios").toAbsolutePath();
    private static final long TIMEOUT_SECONDS = 300;
    /** Most of these JVMs end before the second compiler pays: it would take more processor time than the run. */
    private static final String QUICK = "-XX:TieredStopAtLevel=1";
    /** The option for one that runs for minutes: both compilers. */
    static final String LONG = "-XX:TieredStopAtLevel=4";

    /** A thread for each stream: one of a pool that is full would leave a JVM waiting for somebody who reads what it prints. */
    private static final ExecutorService READERS = Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("reader").factory());

    private static final int NEARLY_ALL_OF_A_PIPE = 60_000;

    private final List<String> jvm = new ArrayList<>();
    private final List<String> program = new ArrayList<>();
    private final Map<String, String> environment = new TreeMap<>();
    private String input = "";
    private boolean agent = true;
    private boolean reports = true;
    private Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    private Path directory = Path.of("").toAbsolutePath();
    private Path interruptedAt;
    private int looksUnread;

    private Moonsim() {}

    /** One service under the agent: a main class of these test programs and its arguments. */
    static Moonsim program(Class<?> main, String... arguments) {
        return main(main.getName(), arguments);
    }

    static Moonsim main(String main, String... arguments) {
        return onClassPath(CLASSES + ":" + libraries(), main, arguments);
    }

    static Moonsim onClassPath(String classPath, String main, String... arguments) {
        Moonsim moonsim = new Moonsim();
        moonsim.jvm.addAll(List.of("-cp", classPath));
        moonsim.program.add(main);
        moonsim.program.addAll(List.of(arguments));
        return moonsim;
    }

    /** One service under the agent, in an executable jar. */
    static Moonsim jar(Path jar) {
        Moonsim moonsim = new Moonsim();
        moonsim.program.addAll(List.of("-jar", jar.toAbsolutePath().toString()));
        return moonsim;
    }

    /** A scenario by {@code -Dmoonsim.scenario}. */
    static Moonsim scenario(String file) {
        return scenarioAt(SCENARIOS.resolve(file));
    }

    static Moonsim scenarioAt(Path file) {
        Moonsim moonsim = new Moonsim();
        moonsim.jvm.add("-Dmoonsim.scenario=" + file);
        return moonsim;
    }

    /** The command line: {@code java -jar moonsim.jar ...}. */
    static Moonsim cli(String... arguments) {
        Moonsim moonsim = new Moonsim();
        moonsim.agent = false;
        moonsim.reports = false;
        moonsim.jvm.addAll(List.of(QUICK, "-XX:+UseSerialGC"));
        moonsim.program.addAll(List.of("-jar", JAR.toString()));
        moonsim.program.addAll(List.of(arguments));
        return moonsim;
    }

    /** The jars of all third-party programs, as a class path. */
    static String libraries() {
        try (var files = Files.list(Path.of("target/lib").toAbsolutePath())) {
            return String.join(":", files.map(Path::toString).sorted().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Moonsim seed(long seed) {
        jvm.add("-Dmoonsim.seed=" + seed);
        return this;
    }

    Moonsim jvm(String... options) {
        jvm.addAll(List.of(options));
        return this;
    }

    Moonsim in(Path workingDirectory) {
        directory = workingDirectory;
        return this;
    }

    Moonsim on(Path javaLauncher) {
        java = javaLauncher;
        return this;
    }

    /** A variable of the JVM's own environment. */
    Moonsim environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** What the JVM reads from standard input. */
    Moonsim input(String text) {
        input = text;
        return this;
    }

    /** As by Ctrl-C, once this file has more than one line. */
    Moonsim interruptedWhenThereAreLinesIn(Path file) {
        interruptedAt = file;
        return this;
    }

    /** Without the agent: the plain JVM. */
    Moonsim plain() {
        agent = false;
        reports = false;
        return this;
    }

    /** Its standard output, which must fill a pipe, is read only when the watchdog has looked so often whether it is stuck. */
    Moonsim unreadFor(int looks) {
        looksUnread = looks;
        return this;
    }

    Run run() {
        if (!Files.exists(JAR)) {
            throw new IllegalStateException("there is no " + JAR + ": run mvn verify at the top, not in this module alone");
        }
        try {
            Path files = Files.createTempDirectory("moonsim-e2e");
            Path report = files.resolve("report.json");
            List<String> command = new ArrayList<>();
            if (interruptedAt != null) {
                command.addAll(List.of("env", "--default-signal=INT")); // a build in the background ignores it
            }
            command.add(java.toString());
            if (agent) {
                command.addAll(List.of(QUICK, "-javaagent:" + JAR));
            }
            if (reports) {
                command.add("-Dmoonsim.report=" + report);
            }
            command.addAll(jvm);
            command.addAll(program);
            ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes());
            }
            CompletableFuture<String> out = CompletableFuture.supplyAsync(() -> output(process), READERS);
            CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()), READERS);
            if (interruptedAt != null) {
                while (process.isAlive() && !(Files.exists(interruptedAt) && Files.readAllLines(interruptedAt).size() > 1)) {
                    Thread.onSpinWait();
                }
                new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
            }
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("no end after " + TIMEOUT_SECONDS + " s: " + String.join(" ", command)
                        + "\n" + out.join() + "\n" + err.join());
            }
            String json = Files.exists(report) ? Files.readString(report) : "";
            Files.deleteIfExists(report);
            Files.delete(files);
            return new Run(process.exitValue(), out.join(), err.join(), json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String output(Process process) {
        int last = looksUnread;
        boolean full = false;
        for (int looks = 0; process.isAlive() && looks < last; looks = looks(process)) {
            if (!full && isFull(process.getInputStream())) {
                full = true;
                last += looks;
            }
        }
        return text(process.getInputStream());
    }

    private static boolean isFull(InputStream pipe) {
        try {
            return pipe.available() > NEARLY_ALL_OF_A_PIPE;
        } catch (IOException e) {
            return false; // it has just ended
        }
    }

    /** How often the watchdog of that JVM has looked at its threads. */
    private static int looks(Process process) {
        try (var threads = Files.newDirectoryStream(Path.of("/proc/" + process.pid() + "/task"))) {
            for (Path thread : threads) {
                if (Files.readString(thread.resolve("comm")).startsWith("moonsim-watchdo")) {
                    Matcher matcher = Pattern.compile("\nvoluntary_ctxt_switches:\\s*(\\d+)").matcher(Files.readString(thread.resolve("status")));
                    return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // a thread has just ended
        }
        return 0;
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What came of it. */
    record Run(int exit, String out, String err, String report) {
        String digest() {
            return field("digest");
        }

        /** A member of the report, without its quotes; the first of that name. */
        String field(String name) {
            Matcher matcher = Pattern.compile("\"" + name + "\"\\s*:\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|[^,\\s}\\]]+)").matcher(report);
            if (!matcher.find()) {
                throw new AssertionError("no " + name + " in the report\n" + this);
            }
            String value = matcher.group(1);
            return value.startsWith("\"") ? value.substring(1, value.length() - 1) : value;
        }

        Run passed() {
            return exits(0);
        }

        Run exits(int expected) {
            if (exit != expected) {
                throw new AssertionError("exit code " + exit + " in place of " + expected + "\n" + this);
            }
            return this;
        }

        @Override
        public String toString() {
            return "exit " + exit + "\n--- standard output\n" + out + "--- standard error\n" + err + "--- report\n" + report;
        }
    }
}
