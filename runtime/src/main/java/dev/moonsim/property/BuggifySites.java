package dev.moonsim.property;

import dev.moonsim.decide.Decisions;
import dev.moonsim.decide.Domain;
import dev.moonsim.trace.Trace;
import java.util.HashMap;
import java.util.Map;

/**
 * The places of a run that may misbehave on purpose. Whether one is active depends on the seed and its name; whether it
 * fires also on the node and how often it was reached there, over all boots. No place changes what another one does.
 */
final class BuggifySites {
    /** Half of the extreme knobs are at an end of their range, where limits are; the others anywhere in it. */
    private static final double AT_AN_END = 0.5;

    private final Decisions decisions;
    private final BuggifyOptions options;
    private final Map<String, Site> sites = new HashMap<>();

    private static final class Site {
        private final long hash;
        private final boolean active;
        /** Uses by index of the node. */
        private final Map<Integer, long[]> uses = new HashMap<>();

        Site(long hash, boolean active) {
            this.hash = hash;
            this.active = active;
        }
    }

    BuggifySites(Decisions decisions, BuggifyOptions options) {
        this.decisions = decisions;
        this.options = options;
    }

    private Site site(String name) {
        Site site = sites.get(name);
        if (site == null) {
            long hash = Trace.hash(name);
            site = new Site(hash, unit(decisions.value(Domain.BUGGIFY, hash, -1)) < options.activation());
            sites.put(name, site);
        }
        return site;
    }

    private long draw(Site site, int node) {
        long[] uses = site.uses.get(node);
        if (uses == null) {
            site.uses.put(node, uses = new long[1]);
        }
        return decisions.value(Domain.BUGGIFY, Decisions.mix(site.hash + node + 1), uses[0]++);
    }

    /**
     * @param node index of the node
     * @param probability NaN for the default
     */
    boolean fires(String name, int node, double probability) {
        Site site = site(name);
        return site.active && unit(draw(site, node)) < (Double.isNaN(probability) ? options.firing() : probability);
    }

    int pick(String name, int node, int count) {
        Site site = site(name);
        return site.active && count > 1 ? (int) Math.unsignedMultiplyHigh(draw(site, node), count) : 0;
    }

    long knob(String name, long normal, long low, long high) {
        long hash = Trace.hash(name);
        if (!isExtreme(hash)) {
            return normal;
        }
        double where = unit(decisions.value(Domain.BUGGIFY_KNOB, hash, 1));
        if (where < AT_AN_END) {
            return where < AT_AN_END / 2 ? low : high;
        }
        long span = high - low + 1;
        long draw = decisions.value(Domain.BUGGIFY_KNOB, hash, 2);
        return span <= 0 ? draw : low + Math.unsignedMultiplyHigh(draw, span);
    }

    double knob(String name, double normal, double low, double high) {
        long hash = Trace.hash(name);
        if (!isExtreme(hash)) {
            return normal;
        }
        double where = unit(decisions.value(Domain.BUGGIFY_KNOB, hash, 1));
        if (where < AT_AN_END) {
            return where < AT_AN_END / 2 ? low : high;
        }
        return low + unit(decisions.value(Domain.BUGGIFY_KNOB, hash, 2)) * (high - low);
    }

    private boolean isExtreme(long hash) {
        return unit(decisions.value(Domain.BUGGIFY_KNOB, hash, 0)) < options.knobs();
    }

    private static double unit(long value) {
        return (value >>> 11) * 0x1.0p-53;
    }
}
