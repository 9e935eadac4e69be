package dev.moonsim.e2e;

import apps.bench.Account;
import apps.bench.BareSwitch;
import apps.bench.Diners;
import apps.bench.Handoff;
import apps.bench.Loop;
import apps.bench.PingPong;
import apps.mains.Hello;
import dev.moonsim.e2e.Moonsim.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What Moonsim costs on this machine: {@code mvn verify -Pbench -pl test-apps -am} prints it. Both sides of a comparison
 * are measured in turn, in fresh JVMs, and the medians compared.
 */
@Tag("bench")
class Benchmarks {
    private static final int SHORT = 500_000;
    private static final int LONG = 2_500_000;
    private static final int REPETITIONS = 7;
    private static final int SMALL_REPETITIONS = 3;
    private static final int WARM_UP = 10_000;
    private static final int RUNS = 30_000;

    /** A step with the digest on, against a bare switch of a virtual thread on a queue and a loop. */
    @Test
    void aSwitch() {
        double[] step = new double[REPETITIONS];
        double[] bare = new double[REPETITIONS];
        for (int i = 0; i < REPETITIONS; i++) {
            bare[i] = Double.parseDouble(Moonsim.program(BareSwitch.class, "" + SHORT, "" + LONG).plain()
                    .jvm("--add-opens", "java.base/java.lang=ALL-UNNAMED").run().passed().out().strip());
            Run start = Moonsim.program(PingPong.class, "" + SHORT).seed(1).run().passed();
            Run all = Moonsim.program(PingPong.class, "" + (SHORT + LONG)).seed(1).run().passed();
            step[i] = (number(all, "wallMillis") - number(start, "wallMillis")) * 1e6
                    / (number(all, "steps") - number(start, "steps"));
        }
        print("a scheduler step (park/unpark, digest on)", median(step), "ns");
        print("a bare switch of a virtual thread", median(bare), "ns");
        print("ratio", median(step) / median(bare), "");
    }

    /**
     * Runs a second of small programs, each run with another seed: what {@code explore} does with one worker, and two, against
     * the plain JVM that calls {@code main} in a loop. The first runs of each count as its start.
     */
    @Test
    void runsOfSmallPrograms() {
        for (Class<?> program : List.of(Account.class, Handoff.class, Diners.class)) {
            double[] plain = new double[SMALL_REPETITIONS];
            double[] one = new double[SMALL_REPETITIONS];
            double[] two = new double[SMALL_REPETITIONS];
            for (int i = 0; i < SMALL_REPETITIONS; i++) {
                plain[i] = 1e6 / Double.parseDouble(Moonsim.program(Loop.class, program.getName(), "" + WARM_UP, "" + RUNS).plain()
                        .run().passed().out().strip());
                one[i] = warmRuns(program, 1);
                two[i] = warmRuns(program, 2);
            }
            String name = program.getSimpleName();
            print(name + ", one worker", median(one), "runs/s");
            print(name + ", two workers", median(two), "runs/s");
            print(name + ", plain JVM", median(plain), "runs/s");
            print(name + ", one worker against the plain JVM", median(one) / median(plain), "times");
        }
    }

    private static double warmRuns(Class<?> program, int jobs) {
        return RUNS * 1e3 / (exploreMillis(program, jobs, WARM_UP + RUNS) - exploreMillis(program, jobs, WARM_UP));
    }

    private static double exploreMillis(Class<?> program, int jobs, int seeds) {
        try {
            Path report = Files.createTempFile("moonsim-bench", ".json");
            Moonsim.cli("explore", "--seeds", "1.." + seeds, "--jobs", "" + jobs, "--check-every", "0", "--report",
                    report.toString(), "--", "-cp", Moonsim.CLASSES.toString(), program.getName()).run().passed();
            Run run = new Run(0, "", "", Files.readString(report));
            Files.delete(report);
            return number(run, "wallMillis");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code Hello} with the agent against without. */
    @Test
    void startUp() {
        double[] with = new double[3 * REPETITIONS];
        double[] without = new double[3 * REPETITIONS];
        for (int i = 0; i < with.length; i++) {
            without[i] = millis(Moonsim.program(Hello.class).plain());
            with[i] = millis(Moonsim.program(Hello.class).seed(1));
        }
        print("Hello under Moonsim", median(with), "ms");
        print("Hello on the plain JVM", median(without), "ms");
        print("added", median(with) - median(without), "ms");
        print("ratio", median(with) / median(without), "");
    }

    private static double millis(Moonsim moonsim) {
        long start = System.nanoTime();
        moonsim.run().passed();
        return (System.nanoTime() - start) / 1e6;
    }

    private static double number(Run run, String field) {
        return Double.parseDouble(run.field(field));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void print(String what, double value, String unit) {
        System.out.printf("%-45s %8.1f %s%n", what, value, unit);
    }
}
