package dev.moonsim.e2e;

import apps.bench.Account;
import apps.bench.Asserting;
import apps.bench.BareSwitch;
import apps.bench.Counters;
import apps.bench.Diners;
import apps.bench.DiskOps;
import apps.bench.Handoff;
import apps.bench.Loop;
import apps.bench.PingPong;
import apps.mains.Hello;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What Moonsim costs on this machine: {@code mvn verify -Pbench -pl test-apps -am} prints it. Both sides of a comparison are
 * warm JVMs that live side by side and work in turn, for a short round each; the medians are compared. What a point costs is
 * time on a processor, so that it says something on a busy machine too.
 */
@Tag("bench")
class Benchmarks {
    private static final int REPETITIONS = 7;
    private static final int WARM_UP = 8;
    private static final int ROUNDS = 40;
    private static final int TURNS = 100_000;
    private static final int COUNTS = 3_000_000;
    /** Of a run in which a strategy asks at each point. */
    private static final int FEW_COUNTS = 500;
    private static final int FEW_RUNS = 400;
    private static final int RUNS_ROUNDS = 9;
    private static final int RUNS = 2_000;
    private static final int RUNS_WARM_UP = 3;
    private static final int CLUSTER_ROUNDS = 9;
    private static final int CLUSTER_WARM_UP = 5;
    private static final int CLUSTER_SEEDS = 200;

    /** What each point of one round took, and whether another task ran behind it. */
    private record Round(long nanos, long points, long switches) {
        Round minus(Round start) {
            return new Round(nanos - start.nanos, points - start.points, switches - start.switches);
        }

        double aSwitch() {
            return (double) nanos / switches;
        }

        /** What is left for a point where switches are what they are elsewhere. */
        double aPoint(double aSwitch) {
            return (nanos - switches * aSwitch) / points;
        }
    }

    /** A scheduling point with a switch and without, next to a bare switch of a virtual thread; each round has another seed. */
    @Test
    void aPoint() {
        try (LiveJvm bare = LiveJvm.plain(BareSwitch.class);
                LiveJvm game = LiveJvm.simulated(PingPong.class, "" + TURNS);
                LiveJvm alone = LiveJvm.simulated(Counters.class, "0", "" + COUNTS);
                LiveJvm two = LiveJvm.simulated(Counters.class, "2", "" + COUNTS);
                LiveJvm few = LiveJvm.simulated(Counters.class, "2", "" + FEW_COUNTS);
                LiveJvm none = LiveJvm.simulated(Counters.class, "2", "0")) {
            double[] switchBare = new double[ROUNDS];
            double[] switchPark = new double[ROUNDS];
            double[] ratio = new double[ROUNDS];
            double[] pointAlone = new double[ROUNDS];
            double[] pointOfTwo = new double[ROUNDS];
            double[] pointAsked = new double[ROUNDS];
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                int seed = round + WARM_UP + 1;
                long nanos = round(bare, "" + TURNS, 1).nanos;
                Round park = round(game, "" + seed, 1);
                Round one = round(alone, "" + seed, 1);
                Round pair = round(two, "" + seed, 1);
                Round asked = runs(few, seed, FEW_RUNS).minus(runs(none, seed, FEW_RUNS));
                if (round >= 0) {
                    switchBare[round] = nanos / 2.0 / TURNS;
                    switchPark[round] = park.aSwitch();
                    ratio[round] = park.aSwitch() / switchBare[round];
                    pointAlone[round] = one.aPoint(park.aSwitch());
                    pointOfTwo[round] = pair.aPoint(park.aSwitch());
                    pointAsked[round] = asked.aPoint(park.aSwitch());
                }
            }
            double base = median(switchBare);
            row("a bare switch of a virtual thread", base, 1);
            row("a point with a switch (park and unpark, digest on)", median(switchPark), median(ratio));
            row("  the tenth of the rounds that took longest: from", upper(switchPark), upper(ratio));
            row("a point without a switch, one task", median(pointAlone), median(pointAlone) / base);
            row("a point without a switch, two tasks, long run", median(pointOfTwo), median(pointOfTwo) / base);
            row("a point without a switch, two tasks, short run", median(pointAsked), median(pointAsked) / base);
        }
    }

    /**
     * Runs a second of small programs, each run with another seed: what a worker of {@code explore} does, warm, against
     * the plain JVM that calls {@code main} in a loop.
     */
    @Test
    void runsOfSmallPrograms() {
        for (Class<?> program : List.of(Account.class, Handoff.class, Diners.class)) {
            try (LiveJvm plain = LiveJvm.plain(Loop.class, program.getName());
                    LiveJvm simulated = LiveJvm.simulated(program)) {
                double[] loop = new double[RUNS_ROUNDS];
                double[] runs = new double[RUNS_ROUNDS];
                double[] ratio = new double[RUNS_ROUNDS];
                for (int round = -RUNS_WARM_UP; round < RUNS_ROUNDS; round++) {
                    int first = (round + RUNS_WARM_UP) * RUNS + 1;
                    double loopSeconds = seconds(() -> round(plain, "" + RUNS, 1));
                    double seconds = seconds(() -> runs(simulated, first, RUNS));
                    if (round >= 0) {
                        loop[round] = RUNS / loopSeconds;
                        runs[round] = RUNS / seconds;
                        ratio[round] = loopSeconds / seconds;
                    }
                }
                String name = program.getSimpleName();
                print(name + ", one worker", median(runs), "runs/s");
                print(name + ", main in a loop on the plain JVM", median(loop), "runs/s");
                print(name + ", one worker against the plain JVM", median(ratio), "times");
            }
        }
    }

    /**
     * A warm worker's runs of a cluster of three nodes and a client that does 500 operations in 60 virtual seconds of chaos;
     * and what it takes to crash and boot a node of it, against the start of the same node in a plain JVM.
     */
    @Test
    void aCluster() throws IOException {
        try (LiveJvm cluster = LiveJvm.scenario(Moonsim.SCENARIOS.resolve("quorum.json"));
                LiveJvm reboots = LiveJvm.scenario(Moonsim.SCENARIOS.resolve("reboots.json"))) {
            double[] seedsWall = new double[CLUSTER_ROUNDS];
            double[] seeds = new double[CLUSTER_ROUNDS];
            double[] virtual = new double[CLUSTER_ROUNDS];
            double[] reboot = new double[CLUSTER_ROUNDS];
            double[] start = new double[CLUSTER_ROUNDS];
            double[] ratio = new double[CLUSTER_ROUNDS];
            for (int round = -CLUSTER_WARM_UP; round < CLUSTER_ROUNDS; round++) {
                int seed = (round + CLUSTER_WARM_UP) * CLUSTER_SEEDS + 1;
                Clusters runs = clusters(cluster, seed, CLUSTER_SEEDS);
                Clusters boots = clusters(reboots, seed, 1);
                double plain = startOfANode();
                if (round >= 0) {
                    seedsWall[round] = CLUSTER_SEEDS / (runs.wallNanos / 1e9);
                    seeds[round] = CLUSTER_SEEDS / (runs.nanos / 1e9);
                    virtual[round] = (double) runs.virtualNanos / runs.wallNanos;
                    reboot[round] = boots.wallNanos / 1e6 / boots.crashes;
                    start[round] = plain;
                    ratio[round] = plain / reboot[round];
                }
            }
            print("three nodes, 500 operations, one worker", median(seedsWall), "seeds/s");
            print("  by the simulation's time on a processor", median(seeds), "seeds/s");
            print("  virtual time against wall time", median(virtual), "times");
            print("crash and boot of a node", median(reboot), "ms");
            print("start of the node in a plain JVM", median(start), "ms");
            print("  ratio", median(ratio), "times");
        }
    }

    private record Clusters(long nanos, long wallNanos, long virtualNanos, long crashes) {
    }

    private static Clusters clusters(LiveJvm jvm, int firstSeed, int runs) {
        StringBuilder seeds = new StringBuilder();
        for (int i = 0; i < runs; i++) {
            seeds.append(firstSeed + i).append('\n');
        }
        Map<String, Long> before = jvm.processorNanos();
        long began = System.nanoTime();
        jvm.send(seeds.toString());
        long virtualNanos = 0;
        long crashes = 0;
        for (int i = 0; i < runs; i++) {
            String answer = jvm.answer();
            if (!answer.contains("\"verdict\":\"passed\"")) {
                throw new AssertionError(answer);
            }
            virtualNanos += number(answer, "virtualNanos");
            crashes += number(answer, "node.crash");
        }
        long wall = System.nanoTime() - began;
        return new Clusters(LiveJvm.busiest(before, jvm.processorNanos()), wall, virtualNanos, crashes);
    }

    private static long number(String json, String key) {
        Matcher found = Pattern.compile('"' + key + "\":(\\d+)").matcher(json);
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    /** Milliseconds from the start of the JVM until the node serves. */
    private static double startOfANode() throws IOException {
        Path log = Files.createTempDirectory("quorum");
        double[] millis = new double[REPETITIONS];
        for (int i = 0; i < millis.length; i++) {
            long began = System.nanoTime();
            Process node = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-XX:+UseSerialGC", "-Dquorum.port=0",
                    "-Dquorum.log=" + log.resolve("log"), "-cp", Moonsim.CLASSES.toString(), "apps.quorum.Server", "a", "a")
                    .redirectError(ProcessBuilder.Redirect.INHERIT).start();
            try (BufferedReader out = node.inputReader()) {
                if (!"serving".equals(out.readLine())) {
                    throw new AssertionError("the node did not start");
                }
                millis[i] = (System.nanoTime() - began) / 1e6;
            } finally {
                node.destroyForcibly();
            }
        }
        Files.deleteIfExists(log.resolve("log"));
        Files.delete(log);
        return median(millis);
    }

    private static Round runs(LiveJvm jvm, int firstSeed, int runs) {
        StringBuilder seeds = new StringBuilder();
        for (int i = 0; i < runs; i++) {
            seeds.append(i == 0 ? "" : "\n").append(firstSeed + i);
        }
        return round(jvm, seeds.toString(), runs);
    }

    private static Round round(LiveJvm jvm, String lines, int answers) {
        Map<String, Long> before = jvm.processorNanos();
        jvm.send(lines + "\n");
        long points = 0;
        long switches = 0;
        for (int i = 0; i < answers; i++) {
            String[] words = jvm.answer().split(" "); // of a run that passed: seed, steps, virtual and wall time, digest, ...
            if (words[0].equals("passed")) {
                points += Long.parseLong(words[6]);
                switches += Long.parseLong(words[7]);
            } else if (!words[0].equals("done")) {
                throw new AssertionError(String.join(" ", words));
            }
        }
        return new Round(LiveJvm.busiest(before, jvm.processorNanos()), points, switches);
    }

    private static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    /** {@code Hello} with the agent against without. */
    @Test
    void startUp() {
        double[] with = new double[3 * REPETITIONS];
        double[] without = new double[3 * REPETITIONS];
        for (int i = 0; i < with.length; i++) {
            without[i] = millis(Moonsim.program(Hello.class).plain());
            with[i] = millis(Moonsim.program(Hello.class).seed(1).jvm(Moonsim.LONG));
        }
        print("Hello under Moonsim", median(with), "ms");
        print("Hello on the plain JVM", median(without), "ms");
        print("added", median(with) - median(without), "ms");
        print("ratio", median(with) / median(without), "");
    }

    /** Three calls of the API in a loop that does little else, on the plain JVM: there they must cost nothing. */
    @Test
    void theApiInProduction() {
        double[] ratio = new double[REPETITIONS];
        double[] each = new double[REPETITIONS];
        for (int i = 0; i < REPETITIONS; i++) {
            String[] times = Moonsim.program(Asserting.class, "50000000").plain().run().passed().out().split(" ");
            ratio[i] = Double.parseDouble(times[1]) / Double.parseDouble(times[0]);
            each[i] = Double.parseDouble(times[0]);
        }
        print("a round of a loop without the API", median(each), "ns");
        print("ratio with three calls of it", median(ratio), "");
    }

    /** 4 KiB at a time through a channel: the simulated disk next to the host's tmpfs. */
    @Test
    void diskCalls() {
        String[] what = {"a read of 4 KiB", "a write of 4 KiB", "a write of 4 KiB and a force"};
        double[][] host = new double[what.length][REPETITIONS];
        double[][] ratio = new double[what.length][REPETITIONS];
        for (int i = 0; i < REPETITIONS; i++) {
            String[] plain = Moonsim.program(DiskOps.class, "/dev/shm/moonsim-benchmark", "20000").plain().run().passed().out().strip()
                    .split(" ");
            String[] simulated = Moonsim.program(DiskOps.class, "benchmark", "20000").seed(1).jvm(Moonsim.LONG, "-Dmoonsim.allow=host-clock")
                    .run().passed().out().strip().split(" ");
            for (int j = 0; j < what.length; j++) {
                host[j][i] = Double.parseDouble(plain[j]);
                ratio[j][i] = Double.parseDouble(simulated[j]) / host[j][i];
            }
        }
        for (int j = 0; j < what.length; j++) {
            row(what[j] + " on tmpfs, and simulated", median(host[j]), median(ratio[j]));
        }
    }

    /**
     * A node with 1 GiB on its disk loses power and boots again, in a JVM with 1.3 times that memory for all and everything. What the
     * boot takes by itself is told by a disk with 1 MiB.
     */
    @Test
    void aBigDisk() throws IOException {
        for (String what : List.of("1 synced", "1024 synced", "1024 unsynced")) {
            Path file = Files.createTempFile("moonsim-big", ".json");
            Files.writeString(file, """
                    {"nodes": [{"name": "n", "main": "apps.bench.BigDisk", "args": ["MB", "SYNCED"], "classPath": ["CLASSES"]}],
                     "budget": "60s",
                     "chaos": {"duration": "30s", "script": [{"when": {"log": "filled"}, "delay": "20ms", "crash": "n", "for": "1ms"}]}}
                    """.replace("MB", what.split(" ")[0]).replace("SYNCED", what.split(" ")[1]).replace("CLASSES", Moonsim.CLASSES.toString()));
            double[] millis = new double[REPETITIONS];
            for (int i = 0; i < REPETITIONS; i++) {
                String out = Moonsim.scenario(file.toString()).seed(i + 1).jvm(Moonsim.LONG, "-Dmoonsim.allow=host-clock", "-Xmx1331m",
                        "-XX:+UseSerialGC", "-Xmn32m").run().passed().out();
                Matcher times = Pattern.compile("(?s).* at (\\d+).*? up (\\d+).*").matcher(out);
                millis[i] = times.matches() ? (Long.parseLong(times.group(2)) - Long.parseLong(times.group(1))) / 1e6 : Double.NaN;
            }
            print("crash and boot of a node with " + what + " MiB", median(millis), "ms");
            Files.delete(file);
        }
    }

    private static double millis(Moonsim moonsim) {
        long start = System.nanoTime();
        moonsim.run().passed();
        return (System.nanoTime() - start) / 1e6;
    }

    private static double median(double[] values) {
        return at(values, 0.5);
    }

    private static double upper(double[] values) {
        return at(values, 0.9);
    }

    private static double at(double[] values, double part) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) (sorted.length * part)];
    }

    private static void row(String what, double nanos, double ratio) {
        System.out.printf("%-52s %8.1f ns %6.2f times%n", what, nanos, ratio);
    }

    private static void print(String what, double value, String unit) {
        System.out.printf("%-52s %8.1f %s%n", what, value, unit);
    }
}
