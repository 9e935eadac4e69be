package dev.moonsim.disk;

/**
 * What a file system may leave of unsynced changes when the power goes. Both the power cuts that seeds decide and those that
 * {@code moonsim powercut} tries one after the other are made from this table. In every profile, what a successful sync
 * covered stays, and a sector (512 bytes) is old or new and never mixed.
 *
 * <p>Sources: POSIX.1-2024 {@code fsync} and {@code rename} (nothing is said about a crash but that synced data is there);
 * {@code fsync(2)} of the Linux manual (a sync of a file need not sync its name); Linux {@code Documentation/filesystems/ext4}
 * and jbd2 (one running transaction for all, data of new blocks before the transaction that makes them part of a file); Linux
 * {@code fs/xfs/xfs_file.c} and {@code xfs_aops.c} (a sync forces the log up to the last change of that inode; the size on disk
 * is moved when the data has arrived); Pillai and others, "All File Systems Are Not Created Equal", OSDI 2014, for what
 * applications meet. Optional mercies of ext4 ({@code auto_da_alloc}) are left out, as a mount may.
 */
public enum DiskProfile {
    /** Nothing unsynced survives, and a sync of a file is not one of its name: a power cut has one outcome. */
    STRICT("strict", Names.NONE, Commit.DIRECTORY, Data.NONE, 0),

    /**
     * ext4, {@code data=ordered}. Names: a prefix of one journal, which any {@code fsync} commits whole. Data: each unsynced page
     * (4096 bytes) is old, new, or a mix of sectors. A length reaches the disk with the data below its last page; only within the
     * block that the file ended in before it may be ahead of the data, and then there are zeros.
     */
    EXT4_ORDERED("ext4-ordered", Names.PREFIX, Commit.ALL, Data.LENGTH_FOLLOWS_PAGES_BUT_FOR_THE_OLD_LAST, 2),

    /**
     * XFS. Names: a prefix of one log, but a sync commits only up to the last change that concerns the file or directory itself
     * (its names; for a file its length too, and with {@code fsync} the time of its last write): it does nothing for a rename of
     * others after that. Data: as in ext4, and a length never is ahead of its data.
     */
    XFS("xfs", Names.PREFIX, Commit.UP_TO_OWN, Data.LENGTH_FOLLOWS_PAGES, 2),

    /**
     * Whatever POSIX does not rule out. Names: each entry for itself, whether the file behind it has data or not; a rename may
     * leave both names, and never neither. A sync of a directory commits its entries; a sync of a file commits none. Data: each
     * sector for itself, and each length that the file had, with zeros where there is no data.
     */
    ADVERSARY("adversary", Names.EACH_ENTRY, Commit.DIRECTORY, Data.ANY, 4);

    /** Which unsynced changes of names a power cut may leave. */
    enum Names { NONE, PREFIX, EACH_ENTRY }

    /** Which changes of names a sync makes durable. */
    enum Commit {
        /** All that there are. */
        ALL,
        /** All up to the last one that concerns what is synced. */
        UP_TO_OWN,
        /** Of a directory its entries; of a file none. */
        DIRECTORY
    }

    /** What a power cut may leave of data and length. */
    enum Data { NONE, LENGTH_FOLLOWS_PAGES, LENGTH_FOLLOWS_PAGES_BUT_FOR_THE_OLD_LAST, ANY }

    private final String label;
    private final Names names;
    private final Commit commit;
    private final Data data;
    private final int earlierContents;

    DiskProfile(String label, Names names, Commit commit, Data data, int earlierContents) {
        this.label = label;
        this.names = names;
        this.commit = commit;
        this.data = data;
        this.earlierContents = earlierContents;
    }

    /** As scenarios and options write it. */
    public String label() {
        return label;
    }

    /** The profile of a label, or null. */
    public static DiskProfile of(String label) {
        for (DiskProfile profile : values()) {
            if (profile.label.equals(label)) {
                return profile;
            }
        }
        return null;
    }

    Names names() {
        return names;
    }

    Commit commit() {
        return commit;
    }

    Data data() {
        return data;
    }

    /**
     * How many contents that a sector had between two unsynced changes a power cut may leave: the kernel writes a page back when
     * it likes, and what came after is lost then. The last ones; files with more than 1 MiB of unsynced data have none.
     */
    int earlierContents() {
        return earlierContents;
    }
}
