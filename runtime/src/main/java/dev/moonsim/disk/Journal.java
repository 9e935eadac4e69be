package dev.moonsim.disk;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Changes of names that are visible and not yet durable, in order. As in ext4 there is one journal for the disk: what
 * commits one change commits all before it, and a power cut keeps a prefix.
 */
final class Journal {
    /** One entry of one directory: from what, to what; null for no entry. */
    record Change(Directory directory, String name, Inode before, Inode after) {
    }

    /** Changes that happen together or not at all; a rename has two. */
    private final List<List<Change>> pending = new ArrayList<>();

    /** Makes the changes visible; they are durable after {@link #commit}. */
    void add(List<Change> changes) {
        for (Change change : changes) {
            change.directory.setVisible(change.name, change.after);
            links(change.before, -1);
            links(change.after, 1);
        }
        pending.add(changes);
    }

    int pending() {
        return pending.size();
    }

    /** True where a name of the file is new since the last commit. */
    boolean concerns(Inode inode) {
        for (List<Change> changes : pending) {
            for (Change change : changes) {
                if (change.after == inode) {
                    return true;
                }
            }
        }
        return false;
    }

    void commit() {
        for (List<Change> changes : pending) {
            makeDurable(changes);
        }
        pending.clear();
    }

    /** Keeps the first {@code kept} changes and takes back the others. */
    void cutAfter(int kept) {
        Set<Directory> touched = new LinkedHashSet<>();
        for (int i = 0; i < pending.size(); i++) {
            List<Change> changes = pending.get(i);
            if (i < kept) {
                makeDurable(changes);
                continue;
            }
            for (Change change : changes) {
                touched.add(change.directory);
                links(change.before, 1);
                links(change.after, -1);
            }
        }
        pending.clear();
        touched.forEach(Directory::revertToDurable);
    }

    void clear() {
        pending.clear();
    }

    private static void makeDurable(List<Change> changes) {
        for (Change change : changes) {
            change.directory.setDurable(change.name, change.after);
        }
    }

    private static void links(Inode inode, int delta) {
        if (inode != null && inode != Directory.WHITEOUT) {
            inode.addLinks(delta);
        }
    }
}
