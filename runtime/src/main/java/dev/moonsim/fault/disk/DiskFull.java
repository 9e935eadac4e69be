package dev.moonsim.fault.disk;

import dev.moonsim.disk.ErrnoException;
import dev.moonsim.disk.RegularFile;
import dev.moonsim.fault.FaultKind;
import dev.moonsim.fault.Parameter;

/** Somebody else has filled the disk. */
public final class DiskFull extends TimesOfDisk {
    public static final FaultKind KIND = kind("disk.full", "a disk is full for a time: writes that make a file longer, and new files, fail: No space left on device",
                    "1s..5s", "0.1s..20s")
            .number("room", Parameter.Unit.COUNT, "0..4096", "0..65536", "bytes that it still takes, the last ones of a write that is cut short")
            .onlyWhereListed()
            .recovers("there is room again")
            .makes(DiskFull::new);

    private DiskFull(Setup setup) {
        super(setup, "disk full");
    }

    private long room;

    @Override
    void begins() {
        room = draw("room");
    }

    @Override
    public long room() {
        return concernsAll() ? room : Long.MAX_VALUE;
    }

    @Override
    public int write(RegularFile file, long at, int length) throws ErrnoException {
        long growth = Math.max(0, at + length - file.size());
        if (!concerns(file.lastPath())) {
            return length;
        }
        if (growth <= room) {
            room -= growth;
            return length;
        }
        int written = (int) (length - growth + room);
        if (written <= 0) {
            throw new ErrnoException(ErrnoException.ENOSPC);
        }
        room = 0;
        return written;
    }

    @Override
    public void create(String path) throws ErrnoException {
        if (room == 0 && concerns(path)) {
            throw new ErrnoException(ErrnoException.ENOSPC);
        }
    }
}
