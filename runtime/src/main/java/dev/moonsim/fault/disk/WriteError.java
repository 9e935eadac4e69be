package dev.moonsim.fault.disk;

import dev.moonsim.disk.ErrnoException;
import dev.moonsim.disk.RegularFile;
import dev.moonsim.fault.FaultKind;

/** Writes fail before anything is written. */
public final class WriteError extends CallsToDisk {
    public static final FaultKind KIND = kind("disk.writeError", "a write to a file fails: Input/output error",
                    "0.001", "0.0001..0.01", "of a write")
            .onlyWhereListed()
            .counts("disk.writeError")
            .recovers("writes succeed")
            .makes(WriteError::new);

    private WriteError(Setup setup) {
        super(setup);
    }

    @Override
    public int write(RegularFile file, long at, int length) throws ErrnoException {
        if (strikes(file, "disk.writeError", "write error")) {
            throw new ErrnoException(ErrnoException.EIO);
        }
        return length;
    }
}
