package dev.moonsim.disk;

import dev.moonsim.decide.DecisionStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that a power cut may leave of a disk: each set of changes of names that its {@link DiskProfile} allows, and with it each
 * state of each file that has a name then.
 */
final class DiskStates {
    /** Sets of names looked at; of more, those with the fewest changes, and all. */
    private static final int MOST_NAMES = 1024;
    private static final int MOST_SINGLE_SECTORS = 16;

    private final List<BitSet> names = new ArrayList<>();
    private final Map<RegularFile, FileStates> files = new LinkedHashMap<>();
    private final Journal journal;
    private final long count;

    DiskStates(Journal journal, Iterable<RegularFile> unsynced, DiskProfile profile) {
        this.journal = journal;
        for (RegularFile file : unsynced) {
            if (file.isUnsynced()) {
                files.put(file, new FileStates(file, profile));
            }
        }
        switch (profile.names()) {
            case NONE -> names.add(new BitSet());
            case PREFIX -> {
                for (int calls = 0; calls <= journal.calls(); calls++) {
                    names.add(journal.prefix(calls));
                }
            }
            case EACH_ENTRY -> eachEntry();
        }
        long sum = 0;
        for (BitSet kept : names) {
            sum = plus(sum, count(kept));
        }
        count = sum;
    }

    /** Sets closed under what each change needs, by how many changes they have. */
    private void eachEntry() {
        BitSet all = journal.prefix(Integer.MAX_VALUE);
        Set<BitSet> found = new LinkedHashSet<>();
        List<BitSet> layer = List.of(new BitSet());
        while (!layer.isEmpty() && found.size() < MOST_NAMES) {
            found.addAll(layer);
            Set<BitSet> next = new LinkedHashSet<>();
            for (BitSet kept : layer) {
                for (int i = 0; i < journal.pending().size() && next.size() < MOST_NAMES; i++) {
                    if (!kept.get(i) && journal.mayKeep(i, kept)) {
                        BitSet more = (BitSet) kept.clone();
                        more.set(i);
                        next.add(more);
                    }
                }
            }
            layer = List.copyOf(next);
        }
        found.remove(all);
        names.addAll(found);
        names.add(all);
    }

    private long count(BitSet kept) {
        long product = 1;
        for (FileStates states : there(kept).values()) {
            product = states.count() > Long.MAX_VALUE / product ? Long.MAX_VALUE : product * states.count();
        }
        return product;
    }

    private static long plus(long a, long b) {
        return b > Long.MAX_VALUE - a ? Long.MAX_VALUE : a + b;
    }

    /** Files with unsynced data that have a name where these changes are kept. */
    private Map<RegularFile, FileStates> there(BitSet kept) {
        Map<RegularFile, FileStates> there = new LinkedHashMap<>();
        files.forEach((file, states) -> {
            if (journal.linksAfter(file, kept) > 0) {
                there.put(file, states);
            }
        });
        return there;
    }

    /** How many there are; as many as a {@code long} can say where there are more. */
    long count() {
        return count;
    }

    /**
     * All of them where there are no more than {@code most}; else those that tell most by themselves, and what the stream draws.
     */
    List<DiskCut> list(int most, DecisionStream decisions) {
        Set<DiskCut> listed = new LinkedHashSet<>();
        if (count <= most) {
            for (BitSet kept : names) {
                long states = count(kept);
                for (long i = 0; i < states; i++) {
                    listed.add(state(kept, i));
                }
            }
            return List.copyOf(listed);
        }
        extremes(listed);
        for (int tries = 0; listed.size() < most && tries < 4 * most; tries++) {
            listed.add(draw(decisions));
        }
        return List.copyOf(listed).subList(0, Math.min(most, listed.size()));
    }

    private DiskCut state(BitSet kept, long index) {
        Map<RegularFile, FileCut> cuts = new HashMap<>();
        for (Map.Entry<RegularFile, FileStates> entry : there(kept).entrySet()) {
            cuts.put(entry.getKey(), entry.getValue().state(index % entry.getValue().count()));
            index /= entry.getValue().count();
        }
        return new DiskCut(kept, cuts);
    }

    /** The least, names without data, data without names, all but one thing, all. */
    private void extremes(Set<DiskCut> listed) {
        BitSet none = names.getFirst();
        BitSet all = names.getLast();
        listed.add(new DiskCut(none, each(none, null)));
        listed.add(new DiskCut(all, each(all, null)));
        listed.add(new DiskCut(none, each(none, everything(none))));
        listed.add(new DiskCut(all, each(all, everything(all))));
        for (RegularFile file : there(all).keySet()) {
            listed.add(new DiskCut(all, with(all, file, files.get(file).nothing())));
            listed.add(new DiskCut(all, with(all, file, files.get(file).lengthAlone())));
        }
        for (int i = 1; i < Math.min(names.size() - 1, MOST_SINGLE_SECTORS); i++) {
            BitSet kept = names.get(i);
            listed.add(new DiskCut(kept, each(kept, everything(kept))));
            listed.add(new DiskCut(kept, each(kept, null)));
        }
        for (RegularFile file : there(all).keySet()) {
            FileStates states = files.get(file);
            for (int sector = 0; sector < Math.min(states.sectors(), MOST_SINGLE_SECTORS); sector++) {
                listed.add(new DiskCut(all, with(all, file, states.without(sector))));
            }
        }
    }

    private Map<RegularFile, FileCut> everything(BitSet kept) {
        Map<RegularFile, FileCut> cuts = new HashMap<>();
        there(kept).forEach((file, states) -> cuts.put(file, states.everything()));
        return cuts;
    }

    /** @param cuts null for nothing of any file */
    private Map<RegularFile, FileCut> each(BitSet kept, Map<RegularFile, FileCut> cuts) {
        if (cuts != null) {
            return cuts;
        }
        Map<RegularFile, FileCut> nothing = new HashMap<>();
        there(kept).forEach((file, states) -> nothing.put(file, states.nothing()));
        return nothing;
    }

    private Map<RegularFile, FileCut> with(BitSet kept, RegularFile file, FileCut cut) {
        Map<RegularFile, FileCut> cuts = everything(kept);
        cuts.put(file, cut);
        return cuts;
    }

    /** One of all sets of names, and with it one of all states of each file, which may be nothing or everything. */
    DiskCut draw(DecisionStream decisions) {
        BitSet kept = names.get(decisions.below(names.size()));
        Map<RegularFile, FileCut> cuts = new HashMap<>();
        there(kept).forEach((file, states) -> cuts.put(file, switch (decisions.below(4)) {
            case 0 -> states.everything();
            case 1 -> states.nothing();
            default -> states.draw(decisions);
        }));
        return new DiskCut(kept, cuts);
    }
}
