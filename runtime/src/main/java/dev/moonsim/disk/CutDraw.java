package dev.moonsim.disk;

import dev.moonsim.decide.DecisionStream;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The power cuts that seeds decide. What they leave is a state of {@link DiskStates}, but for torn writes, which a fault asks for;
 * here is how likely it is. In one cut of four everything unsynced had reached the disk in time; in half of them nothing had.
 */
final class CutDraw {
    private static final int EVERYTHING = 0;
    private static final int MIXED = 3;

    private CutDraw() {}

    /** Which changes of names are kept. */
    static BitSet names(Journal journal, DiskProfile profile, DecisionStream decisions) {
        int calls = journal.calls();
        if (profile.names() == DiskProfile.Names.NONE) {
            return new BitSet();
        }
        int outcome = decisions.below(4);
        if (profile.names() == DiskProfile.Names.PREFIX || outcome < 2) {
            return journal.prefix(outcome == EVERYTHING ? calls : outcome == 1 ? 0 : decisions.below(calls + 1));
        }
        BitSet kept = new BitSet();
        for (int i = 0; i < journal.pending().size(); i++) {
            if (decisions.below(2) == 0) {
                kept.set(i);
            }
        }
        for (boolean changed = true; changed; ) { // a change may need a later one
            changed = false;
            for (int i = kept.nextSetBit(0); i >= 0; i = kept.nextSetBit(i + 1)) {
                if (!journal.mayKeep(i, kept)) {
                    kept.clear(i);
                    changed = true;
                }
            }
        }
        return kept;
    }

    /**
     * What is left of a file with unsynced changes.
     *
     * @param tear the length reached the disk before the data, and of that each sector for itself
     */
    static FileCut file(RegularFile file, DiskProfile profile, DecisionStream decisions, boolean tear) {
        if (profile.data() == DiskProfile.Data.NONE) {
            return new FileStates(file, profile).nothing();
        }
        if (tear) {
            KeptSectors kept = new KeptSectors();
            file.pages().forEachDirty((index, page) -> kept.add(index, decisions.below(1 << Page.SECTORS)));
            return new FileCut(false, true, file.size(), kept);
        }
        int outcome = decisions.below(4);
        if (outcome == EVERYTHING) {
            return new FileCut(true, true, file.size(), KeptSectors.NONE);
        }
        boolean mayShrink = file.shrunkTo() < file.durableLength();
        if (outcome != MIXED) {
            boolean shrank = mayShrink && decisions.below(2) == 0;
            return new FileCut(false, shrank, shrank ? file.shrunkTo() : file.durableLength(), KeptSectors.NONE);
        }
        return profile.data() == DiskProfile.Data.ANY ? new FileStates(file, profile).draw(decisions) : pages(file, decisions);
    }

    /** Each page decides for itself, and one in ten is torn at a sector; the length follows the data. */
    private static FileCut pages(RegularFile file, DecisionStream decisions) {
        KeptSectors kept = new KeptSectors();
        Map<Long, Integer> past = new HashMap<>();
        long base = Math.min(file.durableLength(), file.shrunkTo());
        long[] lastKept = new long[1];
        file.pages().forEachDirty((index, page) -> {
            int fate = decisions.below(100);
            if (fate < 45) {
                kept.add(index, FileCut.ALL_SECTORS);
                lastKept[0] = (index + 1) * Page.SIZE;
            } else if (fate < 55) { // the power went in the midst of it, so no length counts on it yet
                kept.add(index, decisions.below(1 << Page.SECTORS));
            } else if (fate < 65 && !file.isForsaken(index, page)) { // it was written back before its last changes
                past(index, page, decisions, past);
            }
        });
        long length = base;
        if (file.size() > base && decisions.below(4) != 0) {
            length = Math.clamp(lastKept[0], base, file.size());
        }
        return new FileCut(false, true, length, kept, past);
    }

    private static void past(long index, Page page, DecisionStream decisions, Map<Long, Integer> past) {
        for (int sector = 0; sector < Page.SECTORS; sector++) {
            List<Integer> earlier = page.earlierOf(sector, Page.SIZE, Page.SIZE);
            if (!earlier.isEmpty()) {
                past.put(index * Page.SECTORS + sector, earlier.get(decisions.below(earlier.size())));
            }
        }
    }
}
