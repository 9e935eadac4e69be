package dev.moonsim.fault.disk;

import dev.moonsim.disk.RegularFile;
import dev.moonsim.fault.FaultKind;

/** A disk that answers before it has written. */
public final class SyncLie extends CallsToDisk {
    public static final FaultKind KIND = kind("disk.syncLie", "a sync returns though the disk has nothing of it yet, as with a cache that is not safe from power cuts",
                    "0.1", "0.01..1", "of a sync")
            .onlyWhereListed()
            .counts("disk.syncLie")
            .recovers("syncs are true again")
            .makes(SyncLie::new);

    private SyncLie(Setup setup) {
        super(setup);
    }

    @Override
    boolean losesData() {
        return true;
    }

    @Override
    public SyncEnd sync(RegularFile file) {
        return strikes(file, "disk.syncLie", "untrue sync") ? SyncEnd.LIED : SyncEnd.KEPT;
    }
}
