package dev.moonsim.config;

import java.util.Collection;

/** Finds what somebody who misspelt a word meant. */
public final class Suggestion {
    private Suggestion() {}

    /**
     * The rest of a sentence about an unknown word: {@code ", did you mean classPath?"} where one of the known words is
     * near, else {@code ", known are a, b, c"}.
     */
    public static String forWord(String word, Collection<String> known) {
        String nearest = nearest(word, known);
        if (nearest != null) {
            return ", did you mean " + nearest + "?";
        }
        return ", known are " + String.join(", ", known);
    }

    static String nearest(String word, Collection<String> known) {
        String best = null;
        int bestDistance = Math.max(2, word.length() / 3) + 1;
        for (String candidate : known) {
            int distance = distance(word.toLowerCase(java.util.Locale.ROOT), candidate.toLowerCase(java.util.Locale.ROOT));
            if (distance < bestDistance && distance < candidate.length()) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return best;
    }

    /** Levenshtein's distance, with a swap of neighbours as one step. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
