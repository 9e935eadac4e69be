package dev.moonsim.disk;

import dev.moonsim.decide.DecisionStream;
import dev.moonsim.decide.Decisions;
import dev.moonsim.decide.Domain;
import dev.moonsim.disk.Disk.PowerCut;
import dev.moonsim.node.Node;
import dev.moonsim.run.Simulation;
import dev.moonsim.trace.EventKind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** What is unsynced on one disk, and what becomes of it when the power goes. */
final class PowerCuts {
    private final Simulation simulation;
    private final Node node;
    private final Journal journal;
    private final DiskProfile profile;
    /** In the order in which they became so; a file knows whether it is among them, so that a write asks no hash of it. */
    private final List<RegularFile> unsynced = new ArrayList<>();
    private int crashes;
    private PowerCut last;
    private BooleanSupplier tearing;
    private CutChoice choice;

    PowerCuts(Simulation simulation, Node node, Journal journal) {
        this.simulation = simulation;
        this.node = node;
        this.journal = journal;
        this.profile = simulation.scenario().diskProfile();
    }

    /** For {@link #copyFrom}. */
    PowerCuts emptyCopy() {
        return new PowerCuts(simulation, node, new Journal());
    }

    void copyFrom(PowerCuts other, UnaryOperator<Inode> copies) {
        forgetUnsynced();
        other.unsynced.forEach(file -> changed((RegularFile) copies.apply(file)));
        crashes = other.crashes;
    }

    /** What programs stored in mapped memory counts. */
    void absorbMappings(Tree tree) {
        tree.filesOfPrograms().forEach(file -> file.absorbMappings(0, file.size()));
    }

    DiskProfile profile() {
        return profile;
    }

    void changed(RegularFile file) {
        if (!file.countsAsUnsynced) {
            file.countsAsUnsynced = true;
            unsynced.add(file);
        }
    }

    void synced(RegularFile file) {
        if (file.countsAsUnsynced) {
            file.countsAsUnsynced = false;
            unsynced.remove(file);
        }
    }

    private void forgetUnsynced() {
        unsynced.forEach(file -> file.countsAsUnsynced = false);
        unsynced.clear();
    }

    void clear() {
        forgetUnsynced();
        journal.clear();
    }

    void tears(BooleanSupplier decides) {
        tearing = decides;
    }

    /** Who decides about the next cuts in place of the seed; null for the seed. */
    void decidedBy(CutChoice other) {
        choice = other;
    }

    /** A process crashed, and the machine did not. */
    void spared() {
        last = null;
    }

    PowerCut last() {
        return last;
    }

    /** The power goes; open files are closed already. */
    PowerCut cut(Tree tree) {
        int crash = crashes++;
        unsynced.forEach(RegularFile::powerGoes);
        DiskCut chosen = null;
        if (choice != null) {
            DiskStates states = new DiskStates(journal, unsynced, profile);
            chosen = choice.choose(states, stream(crash, -1));
            choice.lost(Losses.of(chosen, journal, unsynced, tree));
        }
        int lostNames = 0;
        if (!journal.pending().isEmpty()) {
            BitSet kept = chosen != null ? chosen.names() : CutDraw.names(journal, profile, stream(crash, 0));
            lostNames = journal.cut(kept);
        }
        Map<String, Integer> lostByPath = new TreeMap<>();
        int lostWrites = 0;
        int torn = 0;
        int copied = 0;
        for (RegularFile file : unsynced) {
            boolean tear = chosen == null && tearing != null && tearing.getAsBoolean();
            if (!file.isUnsynced()) {
                continue;
            }
            FileCut left = chosen == null ? CutDraw.file(file, profile, stream(crash, file.number()), tear)
                    : chosen.files().containsKey(file) ? chosen.files().get(file) : new FileStates(file, profile).nothing();
            RegularFile.Loss loss = file.settle(left);
            if (loss.writes() > 0) {
                lostByPath.merge(tree.relative(file.lastPath()), loss.writes(), Integer::sum);
            }
            lostWrites += loss.writes();
            torn += loss.tornPages();
            copied += loss.copiedPages();
            if (tear && loss.tornPages() + loss.writes() > 0) {
                count("disk.torn-write", 1);
            }
        }
        forgetUnsynced();
        count("disk.unsynced-write-lost", lostWrites);
        count("disk.torn-page", torn);
        count("disk.name-lost", lostNames);
        String summary = summary(lostByPath, lostNames);
        simulation.event(EventKind.DISK_CRASH, node, (long) lostWrites << 32 | torn, lostNames,
                simulation.trace().detailed() ? summary : null);
        last = new PowerCut(lostWrites, torn, lostNames, copied, summary);
        return last;
    }

    private DecisionStream stream(int crash, long inode) {
        return simulation.decisions().stream(Domain.DISK_CRASH,
                Decisions.mix(Decisions.mix(node.index() + 1) + crash) + inode);
    }

    private void count(String fault, int n) {
        for (int i = 0; i < n; i++) {
            simulation.faults().count(fault);
        }
    }

    private static String summary(Map<String, Integer> lostByPath, int lostNames) {
        List<String> parts = new ArrayList<>();
        lostByPath.forEach((path, n) ->
                parts.add(n + " unsynced write" + (n == 1 ? "" : "s") + " lost in " + path));
        if (lostNames > 0) {
            parts.add(lostNames + " unsynced change" + (lostNames == 1 ? "" : "s") + " of names undone");
        }
        return String.join(", ", parts);
    }
}
