package dev.moonsim.fault.disk;

import dev.moonsim.disk.ErrnoException;
import dev.moonsim.disk.RegularFile;
import dev.moonsim.fault.FaultKind;

/** Reads fail, each by itself: the next one may succeed. */
public final class ReadError extends CallsToDisk {
    public static final FaultKind KIND = kind("disk.readError", "a read of a file fails: Input/output error",
                    "0.001", "0.0001..0.01", "of a read")
            .onlyWhereListed()
            .counts("disk.readError")
            .recovers("reads succeed")
            .makes(ReadError::new);

    private ReadError(Setup setup) {
        super(setup);
    }

    @Override
    public int read(RegularFile file, long at, int length) throws ErrnoException {
        if (strikes(file, "disk.readError", "read error")) {
            throw new ErrnoException(ErrnoException.EIO);
        }
        return length;
    }
}
