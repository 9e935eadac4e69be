package dev.moonsim.junit;

import dev.moonsim.config.JsonValue;
import dev.moonsim.config.SeedRange;
import dev.moonsim.config.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.opentest4j.TestAbortedException;

/**
 * The seeds of one {@link SimulationTest}. All of them run in one campaign when the first is asked for; each says then what
 * came of it.
 */
public final class ClusterCampaigns {
    private final SimulationTest settings;
    private final String test;
    private final long[] seeds;
    private final Map<String, Outcome> outcomes = new HashMap<>();

    /** What came of a campaign: failures by seed, and the first seed behind which none was tried, or null. */
    private record Outcome(Map<Long, SimulationFailure> failures, Long last) {
    }

    /** @param test names the scenario's file */
    public ClusterCampaigns(SimulationTest settings, String test) {
        this.settings = settings;
        this.test = test;
        String given = System.getProperty("moonsim.seed");
        if (given != null) {
            SeedRange range = SeedRange.parse(given, "-Dmoonsim.seed");
            seeds = new long[(int) Math.min(range.size(), 100_000)];
            for (int i = 0; i < seeds.length; i++) {
                seeds[i] = range.get(i);
            }
        } else if (settings.seed().length > 0) {
            seeds = settings.seed();
        } else {
            seeds = new long[settings.seeds()];
            Arrays.setAll(seeds, i -> i + 1);
        }
    }

    public long[] seeds() {
        return seeds;
    }

    /**
     * Says what a seed comes to.
     *
     * @throws SimulationFailure where it fails
     * @throws TestAbortedException where it was not tried, as one before it has failed
     */
    public void run(String json, long seed) throws IOException, InterruptedException {
        Outcome outcome = outcomes.get(json);
        if (outcome == null) {
            outcome = campaign(json);
            outcomes.put(json, outcome);
        }
        SimulationFailure failure = outcome.failures.get(seed);
        if (failure != null) {
            throw failure;
        }
        if (outcome.last != null && position(seed) > position(outcome.last)) {
            throw new TestAbortedException("not run: seed " + Seeds.text(outcome.last) + " has failed");
        }
    }

    private int position(long seed) {
        for (int i = 0; i < seeds.length; i++) {
            if (seeds[i] == seed) {
                return i;
            }
        }
        return -1;
    }

    private Outcome campaign(String json) throws IOException, InterruptedException {
        Path scenario = file();
        Files.writeString(scenario, json);
        String range = isCounted() ? "1.." + seeds.length
                : Arrays.stream(seeds).mapToObj(Seeds::text).collect(Collectors.joining(","));
        List<String> words = new ArrayList<>(List.of("explore", scenario.toString(), "--seeds", range));
        if (settings.keepGoing()) {
            words.add("--keep-going");
        }
        if (settings.jobs() != 0) {
            words.addAll(List.of("--jobs", Integer.toString(settings.jobs())));
        }
        for (String option : settings.jvm()) {
            words.add("--jvm=" + option);
        }
        TestCampaign.Report report = TestCampaign.explore(words);
        Map<Long, SimulationFailure> failures = new HashMap<>();
        Long last = null;
        if (report.status() != 0) {
            for (JsonValue found : report.json().require("failures", "a list").elements("a list")) {
                for (JsonValue seed : found.require("seeds", "a list").elements("a list")) {
                    long value = seed.integer(Long.MIN_VALUE, Long.MAX_VALUE, "a seed");
                    failures.put(value, TestCampaign.failure(found, value, report.words(), "-Dmoonsim.seed="
                            + Seeds.text(value) + " for the JVM of the tests, or @SimulationTest(seed = "
                            + Seeds.text(value) + "L)"));
                    if (!settings.keepGoing() && (last == null || position(value) < position(last))) {
                        last = value;
                    }
                }
            }
            if (failures.isEmpty()) {
                throw new IllegalStateException(report.words());
            }
        }
        return new Outcome(failures, last);
    }

    /** Where the build keeps what it makes, so that the command that reproduces a failure can be typed later. */
    private Path file() throws IOException {
        for (String build : List.of("target", "build")) {
            if (Files.isDirectory(Path.of(build))) {
                Path directory = Files.createDirectories(Path.of(build, "moonsim"));
                return directory.resolve(test + (outcomes.isEmpty() ? "" : "-" + (outcomes.size() + 1)) + ".json");
            }
        }
        return Files.createTempFile("moonsim-", ".json");
    }

    private boolean isCounted() {
        for (int i = 0; i < seeds.length; i++) {
            if (seeds[i] != i + 1) {
                return false;
            }
        }
        return seeds.length > 0;
    }
}
