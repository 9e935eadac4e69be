package dev.moonsim.fault.disk;

import dev.moonsim.disk.RegularFile;
import dev.moonsim.fault.FaultKind;

/** What POSIX allows and few programs expect of a file. */
public final class DiskShortIo extends CallsToDisk {
    public static final FaultKind KIND = kind("disk.shortIo", "a read or write through a FileChannel moves fewer bytes than it could, a read of a stream too",
                    "0.1", "0.01..0.5", "of a call")
            .counts("disk.shortIo")
            .recovers("calls move all they can")
            .makes(DiskShortIo::new);

    private DiskShortIo(Setup setup) {
        super(setup);
    }

    @Override
    public int read(RegularFile file, long at, int length) {
        return less(file, length);
    }

    @Override
    public int write(RegularFile file, long at, int length) {
        return less(file, length);
    }

    private int less(RegularFile file, int length) {
        if (length <= 1 || !strikes(file)) {
            return length;
        }
        simulation.faults().count("disk.shortIo"); // too many to name each
        return 1 + decide.below(length - 1);
    }
}
