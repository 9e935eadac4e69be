package dev.moonsim.fault.disk;

import dev.moonsim.disk.Inode;
import dev.moonsim.fault.FaultKind;

/** A disk that is busy with itself; with a long duration, one that hangs. */
public final class DiskStall extends TimesOfDisk {
    public static final FaultKind KIND = kind("disk.stall", "a disk stands still for a time: reads, writes and syncs wait",
                    "50ms..1s", "10ms..10s")
            .recovers("what waits goes on")
            .makes(DiskStall::new);

    private DiskStall(Setup setup) {
        super(setup, "disk stall");
    }

    @Override
    public long standstill(Inode file) {
        return concerns(file.lastPath()) ? nanosLeft() : 0;
    }
}
