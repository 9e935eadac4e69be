package dev.moonsim.disk;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Changes of names that are visible and not yet durable, in order. What a sync commits of them and what a power cut keeps is a
 * matter of the {@link DiskProfile}.
 */
final class Journal {
    /** One entry of one directory: from what, to what; null for no entry. */
    record Change(Directory directory, String name, Inode before, Inode after) {
        boolean isOfSameEntry(Change other) {
            return directory == other.directory && name.equals(other.name);
        }
    }

    /**
     * A change that waits.
     *
     * @param group changes of one call have the same
     * @param needs what is durable before it in any profile: the new name of a renamed file; or null
     */
    record Pending(Change change, int group, Pending needs) {
    }

    private final List<Pending> pending = new ArrayList<>();
    private int groups;

    /**
     * Makes the changes of one call visible; they are durable after a commit.
     *
     * @param changes of a rename, the removal of the old name comes first
     */
    void add(List<Change> changes) {
        for (Change change : changes) {
            change.directory.setVisible(change.name, change.after);
            links(change.before, -1);
            links(change.after, 1);
        }
        Pending needed = changes.size() == 1 ? null : new Pending(changes.getLast(), groups, null);
        for (Change change : changes) {
            pending.add(needed != null && change == changes.getLast() ? needed : new Pending(change, groups, needed));
        }
        groups++;
    }

    void copyFrom(Journal other, UnaryOperator<Inode> copies) {
        Map<Pending, Pending> copied = new IdentityHashMap<>();
        pending.clear();
        for (Pending waiting : other.pending) {
            pending.add(copy(waiting, copied, copies));
        }
        groups = other.groups;
    }

    private static Pending copy(Pending waiting, Map<Pending, Pending> copied, UnaryOperator<Inode> copies) {
        Pending known = copied.get(waiting);
        if (known == null) {
            Change change = waiting.change;
            known = new Pending(new Change((Directory) copies.apply(change.directory), change.name, copies.apply(change.before),
                    copies.apply(change.after)), waiting.group, waiting.needs == null ? null : copy(waiting.needs, copied, copies));
            copied.put(waiting, known);
        }
        return known;
    }

    List<Pending> pending() {
        return pending;
    }

    /** Calls whose changes wait. */
    int calls() {
        int calls = 0;
        for (int i = 0; i < pending.size(); i++) {
            calls += isFirstOfCall(i) ? 1 : 0;
        }
        return calls;
    }

    private boolean isFirstOfCall(int index) {
        return index == 0 || pending.get(index).group != pending.get(index - 1).group;
    }

    /** The changes of the first {@code calls} calls. */
    BitSet prefix(int calls) {
        BitSet kept = new BitSet();
        int seen = 0;
        for (int i = 0; i < pending.size(); i++) {
            seen += isFirstOfCall(i) ? 1 : 0;
            kept.set(i, seen <= calls);
        }
        return kept;
    }

    /** True where a name of the file is new since the last commit. */
    boolean concerns(Inode inode) {
        for (Pending waiting : pending) {
            if (waiting.change.after == inode) {
                return true;
            }
        }
        return false;
    }

    /** How many calls have changed names so far. */
    int position() {
        return groups;
    }

    /**
     * A sync of a file or directory has come to its end.
     *
     * @param position changes of names before the last change of the file's own data or times: they are in the log before it
     */
    void commit(DiskProfile profile, Inode synced, int position) {
        switch (profile.commit()) {
            case ALL -> commit(prefix(Integer.MAX_VALUE));
            case UP_TO_OWN -> {
                BitSet committed = new BitSet();
                int last = position - 1;
                for (Pending waiting : pending) {
                    Change change = waiting.change;
                    if (change.directory == synced || change.before == synced || change.after == synced) {
                        last = waiting.group;
                    }
                }
                for (int i = 0; i < pending.size(); i++) {
                    committed.set(i, pending.get(i).group <= last);
                }
                commit(committed);
            }
            case DIRECTORY -> {
                BitSet committed = new BitSet();
                for (int i = 0; i < pending.size(); i++) {
                    if (pending.get(i).change.directory == synced) {
                        include(i, committed);
                    }
                }
                commit(committed);
            }
        }
    }

    /** With what is durable before it. */
    private void include(int index, BitSet committed) {
        if (committed.get(index)) {
            return;
        }
        committed.set(index);
        for (int i = 0; i < index; i++) {
            if (pending.get(i).change.isOfSameEntry(pending.get(index).change)) {
                include(i, committed);
            }
        }
        int needed = neededBy(index);
        if (needed >= 0) {
            include(needed, committed);
        }
    }

    /** The place of what has to be durable before it, or -1. */
    private int neededBy(int index) {
        Pending needs = pending.get(index).needs;
        for (int i = 0; needs != null && i < pending.size(); i++) {
            if (pending.get(i) == needs) {
                return i;
            }
        }
        return -1;
    }

    private void commit(BitSet committed) {
        List<Pending> left = new ArrayList<>();
        for (int i = 0; i < pending.size(); i++) {
            if (committed.get(i)) {
                makeDurable(pending.get(i).change);
            } else {
                left.add(pending.get(i));
            }
        }
        pending.clear();
        pending.addAll(left);
    }

    /** True where a power cut may leave this change of those that are kept, each entry being for itself. */
    boolean mayKeep(int index, BitSet kept) {
        Pending waiting = pending.get(index);
        for (int i = 0; i < index; i++) {
            if (!kept.get(i) && pending.get(i).change.isOfSameEntry(waiting.change)) {
                return false;
            }
        }
        int needed = neededBy(index);
        return needed < 0 || kept.get(needed);
    }

    /**
     * Keeps some changes and takes back the others.
     *
     * @return calls of which not all is kept
     */
    int cut(BitSet kept) {
        Set<Directory> touched = new LinkedHashSet<>();
        int lost = 0;
        int lostGroup = -1;
        for (int i = 0; i < pending.size(); i++) {
            Change change = pending.get(i).change;
            touched.add(change.directory);
            if (kept.get(i)) {
                makeDurable(change);
            } else {
                lost += pending.get(i).group != lostGroup ? 1 : 0;
                lostGroup = pending.get(i).group;
                links(change.before, 1);
                links(change.after, -1);
            }
        }
        pending.clear();
        if (lost > 0) {
            touched.forEach(Directory::revertToDurable);
        }
        return lost;
    }

    /** How many names a file has where only these changes are kept. */
    int linksAfter(RegularFile file, BitSet kept) {
        int links = file.links();
        for (int i = kept.nextClearBit(0); i < pending.size(); i = kept.nextClearBit(i + 1)) {
            Change change = pending.get(i).change;
            links += change.before == file ? 1 : 0;
            links -= change.after == file ? 1 : 0;
        }
        return links;
    }

    void clear() {
        pending.clear();
    }

    private static void makeDurable(Change change) {
        change.directory.setDurable(change.name, change.after);
    }

    private static void links(Inode inode, int delta) {
        if (inode != null && inode != Directory.WHITEOUT) {
            inode.addLinks(delta);
        }
    }
}
