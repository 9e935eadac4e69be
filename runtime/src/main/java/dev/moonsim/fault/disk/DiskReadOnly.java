package dev.moonsim.fault.disk;

import dev.moonsim.disk.ErrnoException;
import dev.moonsim.disk.RegularFile;
import dev.moonsim.fault.FaultKind;

/** What Linux does with a file system that it no longer trusts. */
public final class DiskReadOnly extends TimesOfDisk {
    public static final FaultKind KIND = kind("disk.readOnly", "a disk can only be read for a time, as after a remount: Read-only file system",
                    "1s..5s", "0.1s..20s")
            .onlyWhereListed()
            .recovers("it can be written again")
            .makes(DiskReadOnly::new);

    private DiskReadOnly(Setup setup) {
        super(setup, "read-only disk");
    }

    @Override
    public int write(RegularFile file, long at, int length) throws ErrnoException {
        change(file.lastPath());
        return length;
    }

    @Override
    public void change(String path) throws ErrnoException {
        if (concerns(path)) {
            throw new ErrnoException(ErrnoException.EROFS);
        }
    }
}
