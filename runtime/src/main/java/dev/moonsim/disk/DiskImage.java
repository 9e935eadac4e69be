package dev.moonsim.disk;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A disk as it was at one moment: both images, with all that was unsynced then. It shares the bytes of pages with the disk that it
 * was taken of, and with those that it is put on, since nobody changes an array that somebody else may hold.
 */
public final class DiskImage {
    private final Tree tree;
    private final Journal journal;
    private final PowerCuts cuts;

    private DiskImage(Tree tree, Journal journal, PowerCuts cuts) {
        this.tree = tree;
        this.journal = journal;
        this.cuts = cuts;
    }

    /** What is stored in mapped memory must be in the files already. */
    static DiskImage of(Disk disk, Tree tree, Journal journal, PowerCuts cuts) {
        DiskImage image = new DiskImage(tree.emptyCopy(disk), new Journal(), cuts.emptyCopy());
        Copier copier = new Copier(disk, null);
        image.tree.copyFrom(tree, copier);
        image.journal.copyFrom(journal, copier);
        image.cuts.copyFrom(cuts, copier);
        return image;
    }

    /** A disk that nobody has used yet becomes the same. */
    void putOn(Disk disk, Tree target, Journal targetJournal, PowerCuts targetCuts) {
        target.root(); // its devices draw from its own run
        Copier copier = new Copier(disk, target);
        target.copyFrom(tree, copier);
        targetJournal.copyFrom(journal, copier);
        targetCuts.copyFrom(cuts, copier);
    }

    /** Copies each file once, however many names it has. */
    static final class Copier implements UnaryOperator<Inode> {
        private final Disk disk;
        private final Tree devices;
        private final Map<Inode, Inode> copies = new IdentityHashMap<>();

        private Copier(Disk disk, Tree devices) {
            this.disk = disk;
            this.devices = devices;
        }

        @Override
        public Inode apply(Inode inode) {
            if (inode == null || inode == Directory.WHITEOUT) {
                return inode;
            }
            Inode known = copies.get(inode);
            if (known != null) {
                return known;
            }
            Inode copy = switch (inode) {
                case RegularFile file -> new RegularFile(disk, file);
                case Directory directory -> new Directory(directory);
                case SymbolicLink link -> new SymbolicLink(link);
                case SocketFile socket -> new SocketFile(socket);
                case Device device -> devices == null ? device : devices.device(device.source()).inode();
            };
            copies.put(inode, copy);
            if (inode instanceof Directory directory) {
                ((Directory) copy).copyEntries(directory, this);
            }
            return copy;
        }
    }
}
