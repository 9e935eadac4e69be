package dev.moonsim.disk;

import dev.moonsim.disk.Journal.Change;
import dev.moonsim.disk.Journal.Pending;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** What a power cut takes, in words: which bytes of which file, and which changes of names; and what of the unsynced stays. */
final class Losses {
    private static final int MOST_RANGES = 8;
    private static final int MOST_LINES = 24;

    private Losses() {}

    /** Before the cut is done. */
    static List<String> of(DiskCut cut, Journal journal, Iterable<RegularFile> unsynced, Tree tree) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < journal.pending().size(); i++) {
            Pending pending = journal.pending().get(i);
            lines.add((cut.names().get(i) ? "kept  " : "lost  ") + words(pending, tree));
        }
        for (RegularFile file : unsynced) {
            if (file.isUnsynced()) {
                FileCut left = cut.files().get(file);
                lines.add(left == null ? "gone  " + tree.relative(file.lastPath()) + ": the file has no name"
                        : words(file, left, tree));
            }
        }
        if (lines.size() > MOST_LINES) {
            int more = lines.size() - MOST_LINES;
            lines.subList(MOST_LINES, lines.size()).clear();
            lines.add("      and " + more + " more");
        }
        return List.copyOf(lines);
    }

    private static String words(Pending pending, Tree tree) {
        Change change = pending.change();
        String directory = change.directory().path();
        String path = tree.relative(directory.equals("/") ? "/" + change.name() : directory + "/" + change.name());
        boolean after = isThere(change.after());
        String what = !after ? "is removed" : isThere(change.before()) ? "is replaced" : "is made";
        return "entry " + path + " " + what + (after && change.after() instanceof Directory ? " (a directory)" : "");
    }

    private static boolean isThere(Inode inode) {
        return inode != null && inode != Directory.WHITEOUT;
    }

    private static String words(RegularFile file, FileCut left, Tree tree) {
        List<long[]> lost = new ArrayList<>();
        List<String> past = new ArrayList<>();
        boolean[] kept = new boolean[1];
        file.pages().forEachDirty((index, page) -> {
            long start = index * Page.SIZE;
            for (int sector = 0; sector < Page.SECTORS; sector++) {
                int first = page.firstDifference(sector * Page.SECTOR);
                int last = page.lastDifference(sector);
                if (left.earlier().containsKey(index * Page.SECTORS + sector)) {
                    past.add("sector at " + (start + sector * Page.SECTOR) + " as before its last change");
                    continue;
                }
                if (!page.isSectorDirty(sector) || last < first) {
                    continue; // nothing of it is to be seen
                }
                boolean stays = (left.sectors(index) & 1 << sector) != 0 && start + first < left.length()
                        && !file.isForsaken(index, page);
                if (stays) {
                    kept[0] = true;
                } else if (!lost.isEmpty() && first == sector * Page.SECTOR && lost.getLast()[1] == start + first) {
                    lost.getLast()[1] = start + last + 1;
                } else {
                    lost.add(new long[] {start + first, start + last + 1});
                }
            }
        });
        StringBuilder line = new StringBuilder(!lost.isEmpty() || !past.isEmpty() || left.length() != file.size() ? "lost  " : "kept  ");
        line.append(tree.relative(file.lastPath())).append(": ");
        if (lost.isEmpty() && past.isEmpty()) {
            line.append("all changed bytes are kept");
        } else {
            StringJoiner ranges = new StringJoiner(", ");
            for (long[] range : lost.subList(0, Math.min(lost.size(), MOST_RANGES))) {
                ranges.add("bytes " + range[0] + ".." + (range[1] - 1));
            }
            if (lost.size() > MOST_RANGES) {
                ranges.add((lost.size() - MOST_RANGES) + " more ranges");
            }
            past.subList(0, Math.min(past.size(), MOST_RANGES)).forEach(ranges::add);
            line.append(ranges).append(kept[0] ? "; other changed sectors are kept" : "");
        }
        if (left.length() != file.size()) {
            line.append("; length ").append(left.length()).append(" in place of ").append(file.size());
        } else if (file.size() != file.durableLength()) {
            line.append("; the length, ").append(file.size()).append(", is kept");
        }
        return line.toString();
    }
}
