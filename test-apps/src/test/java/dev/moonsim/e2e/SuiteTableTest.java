package dev.moonsim.e2e;

import dev.moonsim.e2e.Suite.Entry;
import dev.moonsim.e2e.WarmJvm.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Prints the table of {@code docs/suite.md}: for each program and strategy the runs until its bug shows, and how often it
 * shows. {@code mvn verify -Pbench -pl test-apps -am -Dtest=SuiteTableTest -Dsurefire.failIfNoSpecifiedTests=false} makes
 * only this; {@code -Dsuite.programs=AccountRace,PlainRace} only some lines.
 */
@Tag("bench")
class SuiteTableTest {
    private static final List<String> STRATEGIES = List.of("mix", "random", "pct:2", "pct:3", "pos");
    /** Where five campaigns begin, which share no seed. */
    private static final long[] OFFSETS = {1, 1_000_001, 2_000_001, 3_000_001, 4_000_001};
    /** Runs of each campaign that count for the rate. */
    private static final int RATED = Integer.getInteger("suite.rated", 200);
    /** Where a campaign gives up. */
    private static final int MOST = Integer.getInteger("suite.most", 2_000);

    private static final String PROGRAMS = System.getProperty("suite.programs", "");

    @Test
    void table() {
        System.out.println("| program | " + String.join(" | ", STRATEGIES) + " |");
        System.out.println("|---" + "|---".repeat(STRATEGIES.size()) + "|");
        for (Entry entry : Suite.ENTRIES) {
            if (!entry.isCorrect() && (PROGRAMS.isEmpty() || List.of(PROGRAMS.split(",")).contains(entry.name()))) {
                StringBuilder line = new StringBuilder("| ").append(entry.name());
                for (String strategy : STRATEGIES) {
                    line.append(" | ").append(cell(entry, strategy));
                }
                System.out.println(line.append(" |"));
            }
        }
    }

    /** The median of the first failing seeds, counted from 1, and the share of failing ones. */
    private static String cell(Entry entry, String strategy) {
        int[] first = new int[OFFSETS.length];
        int failed = 0;
        try (WarmJvm jvm = entry.start(false, "-Dmoonsim.strategy=" + strategy)) {
            for (int i = 0; i < OFFSETS.length; i++) {
                first[i] = Integer.MAX_VALUE;
                for (int run = 0; run < MOST && (run == 0 || first[i] == Integer.MAX_VALUE); run += RATED) {
                    List<Outcome> outcomes = jvm.run(LongStream.range(OFFSETS[i] + run, OFFSETS[i] + run + RATED)
                            .boxed().toList());
                    for (int n = 0; n < outcomes.size(); n++) {
                        if (!outcomes.get(n).passed()) {
                            first[i] = Math.min(first[i], run + n + 1);
                            failed += run == 0 ? 1 : 0;
                        }
                    }
                }
            }
        }
        Arrays.sort(first);
        int median = first[first.length / 2];
        double percent = 100.0 * failed / (RATED * OFFSETS.length);
        return (median == Integer.MAX_VALUE ? "none in " + MOST : "" + median)
                + String.format(" (%.1f %%)", percent);
    }
}
