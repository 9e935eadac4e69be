package dev.moonsim.fault.disk;

import dev.moonsim.disk.Inode;
import dev.moonsim.fault.FaultKind;

/** A disk under the load of somebody else. */
public final class DiskSlow extends TimesOfDisk {
    public static final FaultKind KIND = kind("disk.slow", "a disk is slow for a time: each read, write and sync waits",
                    "1s..5s", "0.5s..20s")
            .duration("delay", "1ms..20ms", "0.1ms..100ms", "how long a call waits")
            .recovers("the disk is as fast as before")
            .makes(DiskSlow::new);

    private DiskSlow(Setup setup) {
        super(setup, "slow disk");
    }

    @Override
    public long delay(Inode file) {
        return concerns(file.lastPath()) ? draw("delay") : 0;
    }
}
