package dev.moonsim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.moonsim.e2e.Moonsim.Run;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The second arm of parity: the class files that an ordinary test run executes on the plain JDK are executed once more
 * inside the simulation, by JUnit's own console launcher as the program. The same tests pass, whatever the seed and the
 * strategy, and a seed is the same run in fresh JVMs and in a warm one.
 */
class ParityTest {
    private static final String LIBRARIES = "junit|opentest4j|apiguardian|open-test-reporting";
    private static final Pattern RAN = Pattern.compile("\\[ *(\\d+) tests (found|successful|skipped)");

    private static Moonsim parity(String... options) {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> Pattern.compile(LIBRARIES).matcher(Path.of(entry).getFileName().toString()).find())
                .collect(Collectors.joining(File.pathSeparator, Path.of("target/test-classes").toAbsolutePath()
                        + File.pathSeparator, ""));
        return Moonsim.onClassPath(classPath, "org.junit.platform.console.ConsoleLauncher", "execute",
                "--disable-banner", "--details=tree", "--details-theme=ascii", "--disable-ansi-colors",
                "--select-package", "dev.moonsim.parity", "--include-classname", ".*Parity")
                .jvm("--enable-preview", "--sun-misc-unsafe-memory-access=allow").jvm(options);
    }

    /** Names of the tests in the launcher's tree, each with its class; only those that passed. */
    private static Set<String> passed(Run run) {
        Set<String> tests = new TreeSet<>();
        String type = "";
        for (String line : run.out().lines().toList()) {
            Matcher matcher = Pattern.compile("'-- |\\+-- ").matcher(line);
            if (matcher.find() && line.endsWith("[OK]")) {
                String name = line.substring(matcher.end(), line.length() - " [OK]".length());
                if (name.endsWith(")")) {
                    tests.add(type + "." + name);
                } else {
                    type = name;
                }
            }
        }
        return tests;
    }

    private static int count(Run run, String what) {
        Matcher matcher = RAN.matcher(run.out());
        while (matcher.find()) {
            if (matcher.group(2).equals(what)) {
                return Integer.parseInt(matcher.group(1));
            }
        }
        throw new AssertionError("no number of tests " + what + "\n" + run);
    }

    @Test
    void sameTestsPassInBothArms() {
        Run plain = parity().plain().run().passed();
        Set<String> expected = passed(plain);
        assertTrue(expected.size() > 150, () -> expected.size() + " tests\n" + plain);
        assertEquals(count(plain, "found"), expected.size());
        List<String> digests = new ArrayList<>();
        for (int seed = 1; seed <= 2; seed++) {
            Run simulated = parity().seed(seed).run().passed();
            assertEquals(expected, passed(simulated));
            digests.add(simulated.digest());
        }
        // three times in one JVM, which compares them, and as in the fresh JVM above
        Run warm = parity("-Dmoonsim.repeat=3").seed(1).run().passed();
        assertEquals(digests.get(0), warm.digest());
    }

    @Test
    void eachStrategy() {
        Set<String> first = null;
        for (String strategy : List.of("random", "pct:3", "pos", "fifo")) {
            Run run = parity("-Dmoonsim.strategy=" + strategy).seed(7).run().passed();
            first = first == null ? passed(run) : first;
            assertEquals(first, passed(run), strategy);
            assertEquals(count(run, "found"), passed(run).size());
        }
    }

    /** Where waits end without cause the specification still holds. Stalls are left out: they outlast the tests' patience. */
    @Test
    @Tag("soak")
    void manySeedsWithSpuriousWakeups() {
        for (int seed = 100; seed < 120; seed++) {
            Run run = parity("-Dmoonsim.spurious=on").seed(seed).run().passed();
            assertEquals(count(run, "found"), passed(run).size(), "seed " + seed);
        }
    }
}
