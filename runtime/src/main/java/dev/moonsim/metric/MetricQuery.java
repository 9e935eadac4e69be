package dev.moonsim.metric;

import dev.moonsim.node.Node;

/**
 * One number that a run is asked for: of the samples that it took under some names, in time windows or as a whole.
 *
 * @param name what it is called in reports
 * @param of the samples' name; a {@code *} stands for any text
 * @param group nodes of this group only, or null
 * @param node this node only, or null
 * @param windowNanos virtual nanoseconds of a window, from the start of the run; 0 for no windows
 * @param each what each window becomes, or null where there are none. Windows from that of the first sample to that of the last;
 *     one without a sample counts as zero for count, sum and rate, and is left out for all others
 * @param reduce what all windows, or all samples, become
 */
public record MetricQuery(String name, String of, String group, String node, long windowNanos, Aggregate each,
        Aggregate reduce) {

    boolean isAbout(Node sampled, String sample) {
        return (group == null || group.equals(sampled.spec().group())) && (node == null || node.equals(sampled.name()))
                && matches(of, 0, sample, 0);
    }

    private static boolean matches(String pattern, int p, String text, int t) {
        int star = pattern.indexOf('*', p);
        if (star < 0) {
            return pattern.length() - p == text.length() - t && pattern.startsWith(text.substring(t), p);
        }
        if (!text.startsWith(pattern.substring(p, star), t)) {
            return false;
        }
        for (int next = t + star - p; next <= text.length(); next++) {
            if (matches(pattern, star + 1, text, next)) {
                return true;
            }
        }
        return false;
    }
}
