package dev.moonsim.fault.disk;

import dev.moonsim.disk.RegularFile;
import dev.moonsim.fault.FaultKind;

/** A write that the disk forgets: it shows after a power cut. */
public final class LostWrite extends CallsToDisk {
    public static final FaultKind KIND = kind("disk.lostWrite", "the last page of a sync never reaches the disk, and nobody is told (a phantom write)",
                    "0.01", "0.001..0.1", "of a sync")
            .onlyWhereListed()
            .counts("disk.lostWrite")
            .recovers("syncs write all")
            .makes(LostWrite::new);

    private LostWrite(Setup setup) {
        super(setup);
    }

    @Override
    boolean losesData() {
        return true;
    }

    @Override
    public SyncEnd sync(RegularFile file) {
        return strikes(file, "disk.lostWrite", "lost write") ? SyncEnd.LOST_PAGE : SyncEnd.KEPT;
    }
}
