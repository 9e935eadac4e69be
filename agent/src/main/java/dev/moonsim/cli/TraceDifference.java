package dev.moonsim.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;

/** Finds where two runs of one seed, which should be the same, part. */
final class TraceDifference {
    private static final int EVENTS_BEFORE = 5;

    private TraceDifference() {}

    /** A few lines for people: the last events both runs have and the first ones that differ. */
    static String first(long seed, Runner warm, Runner fresh) throws InterruptedException {
        Path one = null;
        Path other = null;
        try {
            one = Files.createTempFile("moonsim-", ".trace");
            other = Files.createTempFile("moonsim-", ".trace");
            warm.run(seed, one);
            fresh.run(seed, other);
            return compared(one, other);
        } catch (IOException e) {
            return "";
        } finally {
            delete(one);
            delete(other);
        }
    }

    private static String compared(Path one, Path other) throws IOException {
        ArrayDeque<String> before = new ArrayDeque<>();
        try (BufferedReader left = Files.newBufferedReader(one); BufferedReader right = Files.newBufferedReader(other)) {
            for (long event = 1;; event++) {
                String mine = left.readLine();
                String its = right.readLine();
                if (mine == null && its == null) {
                    return "traced once more, both runs were the same";
                }
                if (mine == null || !mine.equals(its)) {
                    return "the runs part at event " + event + ", after\n" + String.join("\n", before)
                            + "\nin the same JVM after other runs\n" + (mine == null ? "(the end)" : mine)
                            + "\nin a fresh JVM\n" + (its == null ? "(the end)" : its) + "\n";
                }
                if (before.size() == EVENTS_BEFORE) {
                    before.removeFirst();
                }
                before.addLast(mine);
            }
        }
    }

    private static void delete(Path file) {
        if (file != null) {
            file.toFile().delete();
        }
    }
}
