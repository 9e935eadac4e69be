package dev.moonsim.fault.disk;

import dev.moonsim.disk.Inode;
import dev.moonsim.fault.FaultKind;
import dev.moonsim.fault.Parameter;

/** A disk that does less in a second: a noisy neighbour, credits of a cloud volume used up, a rebuild. */
public final class DiskThrottle extends TimesOfDisk {
    public static final FaultKind KIND = kind("disk.throttle", "a disk does so many times less in a second for a time: syncs, and reads that are"
                    + " not in the page cache, take longer and queue up", "1s..5s", "0.5s..20s")
            .number("factor", Parameter.Unit.COUNT, "5..50", "2..1000", "how many times less")
            .recovers("the disk is as fast as before")
            .makes(DiskThrottle::new);

    private long factor;

    private DiskThrottle(Setup setup) {
        super(setup, "throttled disk");
    }

    @Override
    void begins() {
        factor = draw("factor");
    }

    @Override
    public long slowdown(Inode file) {
        return concerns(file.lastPath()) ? factor : 1;
    }
}
