package dev.moonsim.fault.disk;

import dev.moonsim.disk.RegularFile;
import dev.moonsim.fault.FaultKind;

/** As Linux handles errors of writing back: told once, then forgotten. */
public final class SyncError extends CallsToDisk {
    public static final FaultKind KIND = kind("disk.syncError", "a sync fails, and what it was to write counts as written from then on: the next sync succeeds without it",
                    "0.01", "0.001..0.1", "of a sync")
            .onlyWhereListed()
            .counts("disk.syncError")
            .recovers("syncs succeed")
            .makes(SyncError::new);

    private SyncError(Setup setup) {
        super(setup);
    }

    @Override
    boolean losesData() {
        return true;
    }

    @Override
    public SyncEnd sync(RegularFile file) {
        return strikes(file, "disk.syncError", "sync error") ? SyncEnd.FAILED : SyncEnd.KEPT;
    }
}
