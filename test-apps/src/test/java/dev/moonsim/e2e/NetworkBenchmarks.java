package dev.moonsim.e2e;

import apps.bench.RoundTrips;
import apps.bench.smallest.SmallestSimulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a round trip of 100 bytes over TCP costs in a simulation and over the machine's own loopback, in turn, by warm JVMs:
 * {@code mvn verify -Pbench -pl test-apps -am -Dtest=NetworkBenchmarks -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@Tag("bench")
class NetworkBenchmarks {
    private static final int WARM_UP = 6;
    /** Each node has its classes for itself, and the JVM counts and compiles them one by one. */
    private static final int CLUSTER_WARM_UP = 8;
    private static final int ROUNDS = 9;
    private static final int TRIPS = 20_000;
    /** Of 100 nodes each begins its loop in the interpreter, in every run, and a round trip there costs several: so runs are long. */
    private static final int CLUSTER_TRIPS = 2_000_000;

    @TempDir
    private Path directory;

    /** What a run took, by the clock on the wall and by the processor of the thread that did it. */
    private record Took(double wall, double processor) {
    }

    @Test
    void aRoundTripAgainstLoopback() {
        for (String style : new String[] {"blocking", "selector"}) {
            for (int connections : new int[] {1, 10}) {
                String trips = Integer.toString(TRIPS / connections);
                try (LiveJvm loopback = LiveJvm.plain(RoundTrips.class, "live", style, Integer.toString(connections));
                        LiveJvm simulated = LiveJvm.simulated(RoundTrips.class, "both", style, Integer.toString(connections), trips)) {
                    double[] real = new double[ROUNDS];
                    double[] wall = new double[ROUNDS];
                    double[] processor = new double[ROUNDS];
                    double[] ratio = new double[ROUNDS];
                    for (int round = -WARM_UP; round < ROUNDS; round++) {
                        loopback.send(trips + "\n");
                        double micros = Double.parseDouble(loopback.answer()) / 1e3 / TRIPS;
                        Took took = run(simulated, round + WARM_UP + 1, TRIPS);
                        if (round >= 0) {
                            real[round] = micros;
                            wall[round] = took.wall;
                            processor[round] = took.processor;
                            ratio[round] = micros / took.wall;
                        }
                    }
                    String what = style + ", " + connections + (connections == 1 ? " connection" : " connections");
                    print(what + ", loopback", real, "us");
                    print(what + ", simulated", wall, "us");
                    print("  of the processor", processor, "us");
                    System.out.printf(Locale.ROOT, "%-52s %8.2f times%n", "  loopback against simulated", median(ratio));
                }
            }
        }
    }

    /**
     * 10 connections between 2 nodes against 1,000 between 100, the same number of round trips in both, by the processor and
     * without what a run costs by itself; and in the same rounds the same, by the clock on the wall, in a simulation that does little else.
     */
    @Test
    void aRoundTripInALargeClusterAgainstASmallOne() throws IOException {
        for (String style : new String[] {"blocking", "selector"}) {
            try (LiveJvm small = LiveJvm.scenario(cluster(style, 1, 10));
                    LiveJvm smallIdle = LiveJvm.scenario(cluster(style, 1, 10, 1));
                    LiveJvm large = LiveJvm.scenario(cluster(style, 50, 20));
                    LiveJvm largeIdle = LiveJvm.scenario(cluster(style, 50, 20, 1));
                    LiveJvm least = LiveJvm.plain(SmallestSimulation.class, style, "1", "10");
                    LiveJvm leastLarge = LiveJvm.plain(SmallestSimulation.class, style, "50", "20")) {
                Pairs moonsim = new Pairs();
                Pairs smallest = new Pairs();
                for (int round = -CLUSTER_WARM_UP; round < ROUNDS; round++) {
                    int seed = round + CLUSTER_WARM_UP + 1;
                    moonsim.add(round,
                            (run(small, seed, 1).processor - run(smallIdle, seed, 1).processor) / (CLUSTER_TRIPS - 10),
                            (run(large, seed, 1).processor - run(largeIdle, seed, 1).processor) / (CLUSTER_TRIPS - 1_000));
                    smallest.add(round, trips(least), trips(leastLarge));
                }
                moonsim.print(style + ", of the processor");
                smallest.print(style + ", smallest simulation");
            }
        }
    }

    private static double trips(LiveJvm jvm) {
        jvm.send(CLUSTER_TRIPS + "\n");
        return Double.parseDouble(jvm.answer()) / 1e3 / CLUSTER_TRIPS;
    }

    /** Microseconds a round trip in a small and a large cluster, round by round. */
    private static final class Pairs {
        private final double[] few = new double[ROUNDS];
        private final double[] many = new double[ROUNDS];
        private final double[] ratio = new double[ROUNDS];

        /** @param round below zero to warm up */
        void add(int round, double small, double large) {
            if (round >= 0) {
                few[round] = small;
                many[round] = large;
                ratio[round] = large / small;
            }
        }

        void print(String what) {
            NetworkBenchmarks.print(what + ", 10 connections", few, "us");
            NetworkBenchmarks.print(what + ", 1,000", many, "us");
            NetworkBenchmarks.print("  large against small", ratio, "times");
        }
    }

    private Path cluster(String style, int pairs, int connections) throws IOException {
        return cluster(style, pairs, connections, CLUSTER_TRIPS / pairs / connections);
    }

    /** So many servers, each with a client on a node of its own. */
    private Path cluster(String style, int pairs, int connections, int trips) throws IOException {
        String host = pairs == 1 ? "server" : "server-${index}";
        String json = """
                {"nodes": [{"name": "server", "count": PAIRS, "main": "apps.bench.RoundTrips", "classPath": ["CLASSES"],
                            "args": ["server", "STYLE", "7000"], "ready": {"port": 7000}}],
                 "workloads": [{"name": "client", "count": PAIRS, "main": "apps.bench.RoundTrips", "classPath": ["CLASSES"],
                            "args": ["client", "STYLE", "HOST", "7000", "CONNECTIONS", "TRIPS"]}],
                 "budget": "10d"}
                """.replace("PAIRS", Integer.toString(pairs)).replace("CLASSES", Moonsim.CLASSES.toString())
                .replace("STYLE", style).replace("HOST", host).replace("CONNECTIONS", Integer.toString(connections))
                .replace("TRIPS", Integer.toString(trips));
        return Files.writeString(directory.resolve(style + pairs + "-" + trips + ".json"), json);
    }

    /** One seed, in microseconds for each of so many trips. */
    private static Took run(LiveJvm jvm, int seed, int trips) {
        Map<String, Long> before = jvm.processorNanos();
        long start = System.nanoTime();
        jvm.send(seed + "\n");
        String answer = jvm.answer();
        double wall = (System.nanoTime() - start) / 1e3 / trips;
        if (!answer.startsWith("passed") && !answer.contains("\"verdict\":\"passed\"")) {
            throw new AssertionError(answer);
        }
        return new Took(wall, LiveJvm.busiest(before, jvm.processorNanos()) / 1e3 / trips);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void print(String what, double[] micros, String unit) {
        System.out.printf(Locale.ROOT, "%-52s %8.2f %s%n", what, median(micros), unit);
    }
}
