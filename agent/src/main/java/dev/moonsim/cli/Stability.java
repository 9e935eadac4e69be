package dev.moonsim.cli;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * When a campaign has seen what there is to see: every property that has to hold once has done so, and for so many seeds
 * nothing new was covered, of code or of properties. Results come in the order of the seeds, so the end does not depend on the
 * number of workers.
 */
final class Stability {
    private final int plateau;
    private final Map<String, BitSet> covered = new HashMap<>();
    private long branches;
    private long discoveries;
    private int open;
    private int quiet;
    private long lastGrowth;
    private long seeds;

    /** @param plateau seeds in a row that cover nothing new */
    Stability(int plateau) {
        this.plateau = plateau;
    }

    /**
     * Takes in a run.
     *
     * @param code as {@code Coverage.drain} says it
     * @param found grows when a run comes to something new about properties
     * @param unmet properties that have been met and have yet to hold for the first time
     * @return whether that is enough
     */
    boolean take(String code, long found, int unmet) {
        seeds++;
        long before = branches;
        if (!code.isEmpty()) {
            for (String part : code.split(";")) {
                int colon = part.lastIndexOf(':');
                BitSet probes = covered.computeIfAbsent(part.substring(0, colon), name -> new BitSet());
                for (String probe : part.substring(colon + 1).split(",")) {
                    int place = Integer.parseInt(probe);
                    if (!probes.get(place)) {
                        probes.set(place);
                        branches++;
                    }
                }
            }
        }
        open = unmet;
        if (branches > before || found > discoveries) {
            quiet = 0;
            lastGrowth = seeds;
        } else {
            quiet++;
        }
        discoveries = found;
        return isStable();
    }

    boolean isStable() {
        return open == 0 && quiet >= plateau;
    }

    int plateau() {
        return plateau;
    }

    /** Branches of the program that some run has taken. */
    long branches() {
        return branches;
    }

    long discoveries() {
        return discoveries;
    }

    /** Properties that still have to hold once. */
    int open() {
        return open;
    }

    /** How many seeds it took up to the last one that covered anything new. */
    long lastGrowth() {
        return lastGrowth;
    }

    /** What decides: code and properties, or code alone where the program has none. */
    String signal() {
        return discoveries > 0 || open > 0 ? "code and property coverage" : "code coverage";
    }
}
