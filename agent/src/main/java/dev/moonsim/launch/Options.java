package dev.moonsim.launch;

import dev.moonsim.config.ChaosSection;
import dev.moonsim.config.DiskSection;
import dev.moonsim.config.Durations;
import dev.moonsim.config.Seeds;
import dev.moonsim.config.Suggestion;
import dev.moonsim.config.UsageError;
import dev.moonsim.disk.DiskProfile;
import dev.moonsim.disk.HostPaths;
import dev.moonsim.fault.Chaos;
import dev.moonsim.report.Tracing;
import dev.moonsim.run.AllowedEscape;
import dev.moonsim.sched.ScheduleOptions;
import dev.moonsim.sched.ScheduleOptions.Switch;
import dev.moonsim.trace.Coverage;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The {@code -Dmoonsim.} properties of a JVM that has the agent.
 *
 * @param seed null where none is given
 * @param scenario the scenario file, or null in a run of one service
 * @param budgetNanos virtual time after which a run ends, or -1 where none is given
 * @param virtualBudgetNanos virtual time that a run must not need more of, or -1 where none is given
 * @param report where the result goes, or null
 * @param html where the run goes as a page, or null
 * @param trace what is told about the events, and where, or null
 * @param reuse whether runs may use the classes of earlier runs in the same JVM, where that is proved to make no difference
 * @param repeat how often the seed is run in this JVM, to compare the digests
 * @param chaos the mode of chaos in place of the scenario's, or null
 * @param mask kinds of faults that are off, beside the scenario's
 * @param buggify false where no place of the program fires, whatever the scenario says
 * @param schedule how interleavings are chosen
 * @param allowed what the host may let into the runs, in the order of its names
 * @param failsOnLeaks whether threads that still run a second after {@code main} has returned are a failure
 * @param table which runs are run again for their interleaving table: {@code on} for failed ones, {@code off} or {@code always}
 * @param environment {@code moonsim.env.NAME=value}: the environment of a run of one service
 * @param worker true in a JVM that runs the seeds its parent asks for ({@link Worker})
 * @param control true in a JVM whose run is driven by commands on standard input ({@link ControlConsole})
 * @param diskProfile what a power cut may leave, in place of what the scenario says; or null
 * @param host what of the host's files shows, beside what the scenario says
 * @param powerCut the check of a JVM that cuts the power of its program, or null
 * @param command how the CLI was asked for this run, without the seed; null where there was no CLI
 */
public record Options(Long seed, Path scenario, long budgetNanos, long virtualBudgetNanos, Path report, Path html, Tracing trace, boolean reuse, int repeat,
        Chaos.Mode chaos, List<String> mask, boolean buggify, ScheduleOptions schedule, Set<AllowedEscape> allowed, boolean failsOnLeaks, String table,
        Map<String, String> environment, boolean worker, boolean control, String command, DiskProfile diskProfile, HostPaths host,
        PowerCutOptions powerCut) {
    private static final String PREFIX = "moonsim.";
    private static final String ENVIRONMENT = "moonsim.env.";
    private static final List<String> KNOWN = List.of("moonsim.seed", "moonsim.scenario", "moonsim.budget", "moonsim.virtual-budget",
            "moonsim.chaos", "moonsim.disk-profile", "moonsim.disk-show", "moonsim.disk-hide", "moonsim.mask", "moonsim.buggify", "moonsim.report", "moonsim.html", "moonsim.trace", "moonsim.trace.events", "moonsim.repeat", "moonsim.classes", "moonsim.strategy",
            "moonsim.preempt", "moonsim.stalls", "moonsim.spurious", "moonsim.allow", "moonsim.steps", "moonsim.leaks",
            "moonsim.table", "moonsim.coverage", "moonsim.env.NAME", "moonsim.debug");

    static Options of(Properties properties) {
        Long seed = null;
        Path scenario = null;
        long budget = -1;
        long virtualBudget = -1;
        Chaos.Mode chaos = null;
        boolean buggify = true;
        List<String> mask = List.of();
        Path report = null;
        Path html = null;
        Path traceFile = null;
        String traceEvents = null;
        Set<AllowedEscape> allowed = Set.of();
        boolean reuse = true;
        int repeat = 1;
        String strategy = ScheduleOptions.DEFAULT.strategy();
        Switch stalls = ScheduleOptions.DEFAULT.stalls();
        Switch spurious = ScheduleOptions.DEFAULT.spurious();
        long steps = 0;
        boolean leaks = false;
        String table = "on";
        Map<String, String> environment = new TreeMap<>();
        boolean worker = false;
        boolean control = false;
        String command = null;
        DiskProfile diskProfile = null;
        HostPaths host = HostPaths.DEFAULT;
        PowerCutOptions powerCut = null;
        // In order of name: the message about the first of several mistakes is always the same.
        for (String name : new TreeSet<>(properties.stringPropertyNames())) {
            if (!name.startsWith(PREFIX)) {
                continue;
            }
            String value = properties.getProperty(name);
            String where = "-D" + name;
            switch (name) {
                case "moonsim.seed" -> seed = Seeds.parse(value, where);
                case "moonsim.scenario" -> scenario = path(value, where);
                case "moonsim.budget" -> budget = budget(value, where);
                case "moonsim.virtual-budget" -> virtualBudget = budget(value, where);
                case "moonsim.chaos" -> chaos = ChaosSection.mode(value, where);
                case "moonsim.disk-profile" -> diskProfile = DiskSection.profile(value, where);
                case "moonsim.disk-show" -> host = host.with(DiskSection.show(value, where));
                case "moonsim.disk-hide" -> host = host.with(DiskSection.hide(value, where));
                case "moonsim.powercut" -> powerCut = PowerCutOptions.parse(value, where);
                case "moonsim.powercut.at" -> {
                    if (powerCut == null) {
                        throw new UsageError(where + ": there is no -Dmoonsim.powercut for it");
                    }
                    powerCut = powerCut.at(value, where);
                }
                case "moonsim.buggify" -> buggify = buggify(value, where);
                case "moonsim.mask" -> mask = mask(value, where);
                case "moonsim.report" -> report = output(value, where);
                case "moonsim.html" -> html = output(value, where);
                case "moonsim.trace" -> traceFile = output(value, where);
                case "moonsim.trace.events" -> {
                    if (traceFile == null) {
                        throw new UsageError(where + ": there is no -Dmoonsim.trace=FILE for them");
                    }
                    traceEvents = value;
                }
                case "moonsim.allow" -> allowed = allowed(value, where);
                case "moonsim.repeat" -> repeat = count(value, where);
                case "moonsim.classes" -> reuse = reuse(value, where);
                case "moonsim.strategy" -> strategy = strategy(value, where);
                case "moonsim.preempt" -> preempt(value, where); // read where classes are rewritten
                case "moonsim.stalls" -> stalls = toggle(value, where);
                case "moonsim.spurious" -> spurious = toggle(value, where);
                case "moonsim.steps" -> steps = steps(value, where);
                case "moonsim.leaks" -> leaks = failsOnLeaks(value, where);
                case "moonsim.table" -> table = table(value, where);
                case "moonsim.worker" -> worker = true;
                case "moonsim.coverage" -> {
                    if (toggle(value, where) == Switch.ON) {
                        Coverage.switchOn();
                    }
                }
                case "moonsim.control" -> control = true;
                case "moonsim.command" -> command = value;
                case "moonsim.debug", "moonsim.early-classes" -> {
                    // read where it is used
                }
                default -> {
                    if (!name.startsWith(ENVIRONMENT) || name.length() == ENVIRONMENT.length()) {
                        throw new UsageError(where + ": unknown property" + Suggestion.forWord(name, KNOWN));
                    }
                    environment.put(name.substring(ENVIRONMENT.length()), value);
                }
            }
        }
        Tracing trace = traceFile == null ? null : Tracing.of(traceFile, traceEvents, "-Dmoonsim.trace.events");
        return new Options(seed, scenario, budget, virtualBudget, report, html, trace, reuse, repeat, chaos, mask, buggify,
                new ScheduleOptions(strategy, stalls, spurious, steps), allowed, leaks, table, environment, worker, control, command,
                diskProfile, host, powerCut);
    }

    /** A budget: any duration but zero. */
    public static long budget(String value, String where) {
        long budget = Durations.nanos(value, where);
        if (budget == 0) {
            throw new UsageError(where + ": \"" + value + "\" is no time at all, want a budget such as 10m");
        }
        return budget;
    }

    /** Whether places of the program may misbehave on purpose. */
    public static boolean buggify(String value, String where) {
        return switch (value) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new UsageError(where + ": \"" + value + "\", want on (as the scenario says) or off");
        };
    }

    /** Names of faults with commas between; a {@code *} at the end stands for any. */
    public static List<String> mask(String value, String where) {
        List<String> patterns = new ArrayList<>();
        for (String pattern : value.split(",", -1)) {
            patterns.add(ChaosSection.checkMask(pattern.strip(), where));
        }
        return patterns;
    }

    /** Whether classes may be used again. */
    public static boolean reuse(String value, String where) {
        return switch (value) {
            case "auto" -> true;
            case "fresh" -> false;
            default -> throw new UsageError(where + ": \"" + value + "\", want auto (used again where proved) or fresh");
        };
    }

    /** The name of a strategy. */
    public static String strategy(String value, String where) {
        if (!ScheduleOptions.isStrategy(value)) {
            throw new UsageError(where + ": \"" + value + "\", want mix, random, pct, pct:DEPTH (1 to 100), pos or fifo");
        }
        return value;
    }

    /** Where the program has points. */
    public static String preempt(String value, String where) {
        return switch (value) {
            case "jdk", "fields", "sync", "off" -> value;
            default -> throw new UsageError(where + ": \"" + value + "\", want jdk, fields, sync or off");
        };
    }

    /** {@code on}, {@code off} or {@code auto}. */
    public static Switch toggle(String value, String where) {
        return switch (value) {
            case "on" -> Switch.ON;
            case "off" -> Switch.OFF;
            case "auto" -> Switch.AUTO;
            default -> throw new UsageError(where + ": \"" + value + "\", want off, auto (the seed decides) or on");
        };
    }

    /** Names with commas between. */
    public static Set<AllowedEscape> allowed(String value, String where) {
        Set<AllowedEscape> allowed = EnumSet.noneOf(AllowedEscape.class);
        for (String name : value.split(",", -1)) {
            AllowedEscape found = null;
            StringJoiner known = new StringJoiner(", ");
            for (AllowedEscape escape : AllowedEscape.values()) {
                known.add(escape.label());
                if (escape.label().equals(name)) {
                    found = escape;
                }
            }
            if (found == null) {
                throw new UsageError(where + ": \"" + name + "\" cannot be allowed, only these can: " + known);
            }
            allowed.add(found);
        }
        return allowed;
    }

    /** A budget of steps. */
    public static long steps(String value, String where) {
        try {
            long steps = Long.parseLong(value.replace("_", ""));
            if (steps > 0) {
                return steps;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new UsageError(where + ": \"" + value + "\", want a number of steps, such as 1000000");
    }

    /** Whether threads left running are a failure. */
    public static boolean failsOnLeaks(String value, String where) {
        return switch (value) {
            case "fail" -> true;
            case "ignore" -> false;
            default -> throw new UsageError(where + ": \"" + value + "\", want fail or ignore");
        };
    }

    /** Which runs have a table. */
    public static String table(String value, String where) {
        return switch (value) {
            case "on", "off", "always" -> value;
            default -> throw new UsageError(where + ": \"" + value + "\", want on (failed runs), off or always");
        };
    }

    private static int count(String value, String where) {
        try {
            int count = Integer.parseInt(value);
            if (count > 0) {
                return count;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new UsageError(where + ": \"" + value + "\", want a whole number from 1");
    }

    private static Path path(String value, String where) {
        if (value.isEmpty()) {
            throw new UsageError(where + ": is empty, want the path of a file");
        }
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw new UsageError(where + ": \"" + value + "\" is no path");
        }
    }

    /** A file that can be written: found out before the run, not after it. */
    public static Path output(String value, String where) {
        Path file = path(value, where);
        if (Files.isDirectory(file)) {
            throw new UsageError(where + ": " + value + " is a directory, want a file");
        }
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw new UsageError(where + ": there is no directory " + directory + " for " + file.getFileName());
        }
        if (!Files.isWritable(Files.exists(file) ? file : directory)) {
            throw new UsageError(where + ": " + value + " cannot be written");
        }
        return file;
    }
}
