package dev.moonsim.cli;

import dev.moonsim.config.ChaosSection;
import dev.moonsim.config.DiskSection;
import dev.moonsim.config.ProgramCheck;
import dev.moonsim.config.ScenarioFile;
import dev.moonsim.config.UsageError;
import dev.moonsim.decide.Decisions;
import dev.moonsim.entry.Jdk;
import dev.moonsim.launch.JavaCommandLine;
import dev.moonsim.launch.Options;
import dev.moonsim.launch.ReproduceCommand;
import dev.moonsim.node.NodeSpec;
import dev.moonsim.node.Program;
import dev.moonsim.property.InvariantSpec;
import dev.moonsim.property.PropertyResult;
import dev.moonsim.run.AllowedEscape;
import dev.moonsim.run.Scenario;
import dev.moonsim.trace.Trace;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code run}, {@code explore} and {@code check} run: a scenario file, or a java command line; and the JVMs that do it. */
final class Target {
    @Parameters(paramLabel = "FILE.json", arity = "0..1",
            description = "The scenario; or nothing, and after -- the words of a java command line.")
    String scenario;

    @Option(names = "--budget", paramLabel = "DURATION",
            description = "Virtual time after which a run ends, such as 30s or 2h. Default: the scenario's, else 10m; 48h for one service.")
    String budget;

    @Option(names = "--virtual-budget", paramLabel = "DURATION", description = "Virtual time that a run must not need more of: a"
            + " run that does has failed. Default: the scenario's deadlines.run, else no limit.")
    String virtualBudget;

    @Option(names = "--chaos", paramLabel = "MODE", description = "The mode of chaos in place of the scenario's: off, listed,"
            + " random or swarm.")
    String chaos;

    @Option(names = "--buggify", paramLabel = "WHETHER", description = "Whether places that the program has for it misbehave on"
            + " purpose: on, or off whatever the scenario says. Default: on.")
    String buggify;

    @Option(names = "--mask", paramLabel = "FAULTS", description = "Kinds of faults that are off whatever the scenario says,"
            + " such as --mask clock.*,node.pause. A mask changes no other decision of the seed.")
    String mask;

    @Option(names = "--disk-profile", paramLabel = "NAME", description = "What a power cut may leave of unsynced changes: strict,"
            + " ext4-ordered, xfs or adversary. Default: the scenario's, else ext4-ordered.")
    String diskProfile;

    @Option(names = "--disk-show", paramLabel = "PATHS", description = "Paths of this machine that its nodes see though they are within "
            + "/var, /run, /srv, /mnt, /media or /tmp, which start empty. With commas between.")
    String diskShow;

    @Option(names = "--disk-hide", paramLabel = "PATHS", description = "Paths of this machine that its nodes do not see, absolute or from"
            + " the working directory: what the service has stored here. With commas between.")
    String diskHide;

    @Option(names = "--jvm", paramLabel = "OPTION",
            description = "An option for the JVM that runs the simulation, such as --jvm=-Xmx2g; may be repeated.")
    List<String> jvm = new ArrayList<>();

    @Option(names = "--strategy", paramLabel = "NAME",
            description = "Which task runs next: random, pct, pct:DEPTH, pos, fifo; or mix, where the seed chooses. Default: mix.")
    String strategy;

    @Option(names = "--preempt", paramLabel = "WHERE", description = "Where a running task gives way: before accesses to"
            + " fields and arrays (fields), also inside the JDK's unsynchronized classes (jdk), before synchronisation only"
            + " (sync), or nowhere (off). Default: fields.")
    String preempt;

    @Option(names = "--stalls", paramLabel = "WHEN", description = "Hold runnable tasks back while virtual time goes on:"
            + " off, on, or auto, where the seed decides. Default: auto in explore and check of a"
            + " command line, else off.")
    String stalls;

    @Option(names = "--spurious", paramLabel = "WHEN", description = "Waits that end without cause, and notifications that"
            + " choose among the waiters: off, on or auto. Default: as for --stalls.")
    String spurious;

    @Option(names = "--classes", paramLabel = "WHICH", description = "In a JVM that runs many seeds: use the program's classes"
            + " again where that is proved to make no difference (auto), or never (fresh). Default: auto.")
    String classes;

    @Option(names = "--allow", paramLabel = "NAME", split = ",",
            description = "A source of the host that is let into the run on purpose: host-clock, host-file-times or host-fonts; may be "
                    + "repeated. Such a run is not guaranteed to be deterministic.")
    List<String> allow = new ArrayList<>();

    @Option(names = "--steps", paramLabel = "N", description = "Steps after which a run ends; where nothing came of half of them,"
            + " as a livelock. Default: no limit, and a livelock after 10,000,000 such steps.")
    String steps;

    @Option(names = "--leaks", paramLabel = "WHAT", description = "Threads that still run a second after main has returned:"
            + " fail or ignore. Default: ignore.")
    String leaks;

    @Option(names = "--table", paramLabel = "WHEN", description = "The table of how the tasks of a failed run were interleaved:"
            + " on, off, or always, for runs that pass too. Default: on.")
    String table;

    /** Words after {@code --}, or null. */
    List<String> java;

    private Set<AllowedEscape> allowed = Set.of();
    private String java25;
    private boolean coverage;

    /** Finds mistakes before any JVM is started. */
    void check() {
        if (scenario == null && java == null) {
            throw new UsageError("what to run? want a scenario file, or -- and a java command line: -- -jar service.jar");
        }
        if (scenario != null && java != null) {
            throw new UsageError("both a scenario (" + scenario + ") and a command line after --, want one of them");
        }
        if (budget != null) {
            Options.budget(budget, "--budget");
        }
        if (virtualBudget != null) {
            Options.budget(virtualBudget, "--virtual-budget");
        }
        if (chaos != null) {
            ChaosSection.mode(chaos, "--chaos");
        }
        if (buggify != null) {
            Options.buggify(buggify, "--buggify");
        }
        if (mask != null) {
            Options.mask(mask, "--mask");
        }
        if ((chaos != null || mask != null) && scenario == null) {
            throw new UsageError((chaos != null ? "--chaos" : "--mask") + ": there is no chaos for a single program, want a scenario file");
        }
        if (diskProfile != null) {
            DiskSection.profile(diskProfile, "--disk-profile");
        }
        if (diskShow != null) {
            DiskSection.show(diskShow, "--disk-show");
        }
        if (diskHide != null) {
            DiskSection.hide(diskHide, "--disk-hide");
        }
        if (strategy != null) {
            Options.strategy(strategy, "--strategy");
        }
        if (preempt != null) {
            Options.preempt(preempt, "--preempt");
        }
        if (stalls != null) {
            Options.toggle(stalls, "--stalls");
        }
        if (spurious != null) {
            Options.toggle(spurious, "--spurious");
        }
        if (classes != null) {
            Options.reuse(classes, "--classes");
        }
        if (!allow.isEmpty()) {
            allowed = Options.allowed(String.join(",", allow), "--allow");
        }
        if (steps != null) {
            Options.steps(steps, "--steps");
        }
        if (leaks != null) {
            Options.failsOnLeaks(leaks, "--leaks");
        }
        if (table != null) {
            Options.table(table, "--table");
        }
        if (scenario != null) {
            ScenarioFile.read(Path.of(scenario));
        } else {
            checkJava();
        }
        try {
            java25 = Jdk.find().java();
        } catch (Jdk.NotFound e) {
            throw new UsageError(e.getMessage());
        }
    }

    private void checkJava() {
        int application = JavaCommandLine.application(java, 0);
        if (application == java.size()) {
            throw new UsageError("--: there is no main class and no -jar in \"" + String.join(" ", java)
                    + "\", want a java command line without the word java");
        }
        String first = java.get(application);
        if (first.equals("java") || first.endsWith("/java")) {
            throw new UsageError("--: leave out the word " + first + ", want only what follows it");
        }
        if (first.equals("-jar")) {
            if (application + 1 == java.size()) {
                throw new UsageError("-- -jar: the file is missing");
            }
            new ProgramCheck().checkJar(Path.of(java.get(application + 1)), "-- -jar");
        } else if (!first.startsWith("-")) {
            List<Path> entries = classPath();
            if (entries != null) {
                new ProgramCheck().checkMain(first, entries, "--");
            }
        }
    }

    /** The class path of a command line with a main class; null where more is said than is understood here. */
    List<Path> classPath() {
        int application = JavaCommandLine.application(java, 0);
        if (java.get(application).startsWith("-")) {
            return null;
        }
        String classPath = JavaCommandLine.classPath(java, 0);
        if (classPath == null) {
            classPath = System.getenv("CLASSPATH") == null ? "." : System.getenv("CLASSPATH");
        }
        for (String word : java.subList(0, application)) {
            if (word.startsWith("@") || word.startsWith("--module-path") || word.equals("-p")) {
                return null; // the JVM will find its mistakes
            }
        }
        List<Path> entries = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator)) {
            if (entry.endsWith("*")) {
                return null;
            }
            entries.add(Path.of(entry.isEmpty() ? "." : entry));
        }
        return entries;
    }

    /** The assertions in the class files of what is run. */
    List<PropertyResult> assertions() {
        AssertionCatalogue catalogue = new AssertionCatalogue();
        if (scenario != null) {
            Scenario read = ScenarioFile.read(Path.of(scenario));
            for (NodeSpec node : read.topology().nodes(new Decisions(0))) {
                for (Program program : node.programs()) {
                    catalogue.add(program.mainClass(), program.classPath());
                }
            }
            for (InvariantSpec invariant : read.properties().invariants()) {
                catalogue.add(invariant.className(), invariant.classPath());
            }
            return catalogue.found();
        }
        int application = JavaCommandLine.application(java, 0);
        List<String> words = java.subList(application, java.size());
        List<Path> classPath = new ArrayList<>();
        if (words.getFirst().equals("-jar")) {
            Path jar = Path.of(words.get(1));
            classPath.add(jar);
            catalogue.add(new ProgramCheck().checkJar(jar, "-- -jar").main(), classPath);
            return catalogue.found();
        }
        String given = JavaCommandLine.classPath(java, 0);
        for (String entry : (given == null ? "." : given).split(File.pathSeparator)) {
            File[] jars = entry.endsWith("*") ? new File(entry.substring(0, entry.length() - 1)).listFiles() : null;
            if (jars == null) {
                classPath.add(Path.of(entry.isEmpty() ? "." : entry));
            } else {
                Arrays.sort(jars);
                for (File jar : jars) {
                    classPath.add(jar.toPath());
                }
            }
        }
        for (String word : words) { // a main class that is told a class, as those of test frameworks are
            if (word.matches("[\\w.$]+")) {
                catalogue.add(word, classPath);
            }
        }
        return catalogue.found();
    }

    /** What is let into the runs from the host. */
    Set<AllowedEscape> allowed() {
        return allowed;
    }

    String title() {
        return scenario != null ? scenario : ReproduceCommand.quoted(java.subList(JavaCommandLine.application(java, 0),
                java.size()));
    }

    /** The command line of a JVM that runs this. */
    List<String> command(List<String> properties) {
        return command(properties, List.of());
    }

    /** @param flags options that this JVM has beyond those that all have */
    List<String> command(List<String> properties, List<String> flags) {
        List<String> words = new ArrayList<>();
        words.add(java25);
        words.add("-XX:-UsePerfData"); // else the JVM writes a file for its tools into /tmp
        words.add("-javaagent:" + agent());
        words.addAll(jvm);
        words.addAll(flags);
        for (String property : properties) {
            words.add("-Dmoonsim." + property);
        }
        if (coverage && properties.contains("worker=true")) {
            words.add("-Dmoonsim.coverage=on");
        }
        for (Map.Entry<String, String> option : options().entrySet()) {
            words.add("-Dmoonsim." + option.getKey() + "=" + option.getValue());
        }
        if (!allow.isEmpty()) {
            words.add("-Dmoonsim.allow=" + String.join(",", allow));
        }
        if (scenario != null) {
            words.add("-Dmoonsim.scenario=" + scenario);
        } else {
            words.addAll(java);
        }
        return words;
    }

    /** In a campaign over one program the seed decides about stalls and spurious wake-ups where nobody else does. */
    void explores() {
        if (java != null) {
            stalls = stalls == null ? "auto" : stalls;
            spurious = spurious == null ? "auto" : spurious;
        }
    }

    boolean reusesClasses() {
        return classes == null || Options.reuse(classes, "--classes");
    }

    /** Workers count which branches of the program are taken. */
    void countsCoverage() {
        coverage = true;
    }

    void freshClasses() {
        classes = "fresh";
    }

    /** What was given of the options that a JVM takes as properties of the same names. */
    private Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("budget", budget);
        options.put("virtual-budget", virtualBudget);
        options.put("chaos", chaos);
        options.put("mask", mask);
        options.put("buggify", buggify);
        options.put("disk-profile", diskProfile);
        options.put("disk-show", diskShow);
        options.put("disk-hide", diskHide);
        options.put("classes", classes);
        options.put("strategy", strategy);
        options.put("preempt", preempt);
        options.put("stalls", stalls);
        options.put("spurious", spurious);
        options.put("steps", steps);
        options.put("leaks", leaks);
        options.put("table", table);
        options.values().removeIf(Objects::isNull);
        return options;
    }

    /** The JVM's options, the service's own included. */
    List<String> jvmOptions() {
        List<String> options = new ArrayList<>(jvm);
        if (java != null) {
            options.addAll(java.subList(0, JavaCommandLine.application(java, 0)));
        }
        return options;
    }

    /** What must be the same for two campaigns to be one: what is run, and with which options. */
    Map<String, String> identity() {
        Map<String, String> identity = new LinkedHashMap<>();
        identity.put("ran", title());
        Map<String, String> options = new LinkedHashMap<>(options());
        options.remove("table");
        options.remove("classes"); // makes no difference to any result
        identity.put("options", options + " " + allow + (java == null ? "" : " " + java));
        if (scenario != null) {
            try {
                identity.put("scenario", "%016x".formatted(Trace.hash(Files.readString(Path.of(scenario)))));
            } catch (IOException e) {
                throw new UsageError("scenario " + scenario + ": cannot be read (" + e.getMessage() + ")");
            }
        }
        return identity;
    }

    /** The command that a user types to run one seed of this; {@code {seed}} stands for the seed. */
    String reproduce() {
        return typed("run");
    }

    /** @param command {@code run} or another that takes {@code --seed} */
    String typed(String command) {
        return typed(command, List.of());
    }

    /** @param own options of that command */
    String typed(String command, List<String> own) {
        List<String> words = new ArrayList<>(List.of(ownJava(), "-jar", agent(), command));
        if (scenario != null) {
            words.add(scenario);
        }
        List<String> rest = new ArrayList<>(own);
        for (Map.Entry<String, String> option : options().entrySet()) {
            rest.addAll(List.of("--" + option.getKey(), option.getValue()));
        }
        for (String name : allow) {
            rest.addAll(List.of("--allow", name));
        }
        for (String option : jvm) {
            rest.add("--jvm=" + option);
        }
        if (java != null) {
            rest.add("--");
            rest.addAll(java);
        }
        String line = ReproduceCommand.quoted(words) + " --seed {seed}";
        return rest.isEmpty() ? line : line + " " + ReproduceCommand.quoted(rest);
    }

    /** This jar, as it was named when this JVM was started. */
    private static String agent() {
        return System.getProperty("java.class.path");
    }

    /** {@code java} where the shell finds one; any version will do. */
    private static String ownJava() {
        String path = System.getenv("PATH");
        if (path != null) {
            for (String directory : path.split(File.pathSeparator)) {
                if (Files.isExecutable(Path.of(directory, "java"))) {
                    return "java";
                }
            }
        }
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
