package dev.moonsim.fault.disk;

import dev.moonsim.disk.ErrnoException;
import dev.moonsim.disk.RegularFile;
import dev.moonsim.fault.FaultKind;
import dev.moonsim.fault.Parameter;

/** Other than a disk that is full, it is the program's own files that count, and what it deletes makes room. */
public final class DiskQuota extends TimesOfDisk {
    public static final FaultKind KIND = kind("disk.quota", "a node's files may not grow beyond a quota for a time; what is deleted makes room:"
                    + " Disk quota exceeded", "1s..10s", "0.5s..30s")
            .number("room", Parameter.Unit.COUNT, "0..16384", "0..1048576", "bytes that its files may grow by in all, from the start of such a time")
            .onlyWhereListed()
            .recovers("there is no quota")
            .makes(DiskQuota::new);

    private long quota;

    private DiskQuota(Setup setup) {
        super(setup, "disk quota on");
    }

    @Override
    void begins() {
        quota = used() + draw("room");
    }

    @Override
    public long capacity() {
        return concernsAll() ? quota : Long.MAX_VALUE;
    }

    @Override
    public long room() {
        return concernsAll() ? Math.max(0, quota - used()) : Long.MAX_VALUE;
    }

    private long used() {
        long bytes = 0;
        for (RegularFile file : struck().disk().filesOfPrograms()) {
            bytes += concerns(file.lastPath()) ? file.size() : 0;
        }
        return bytes;
    }

    @Override
    public int write(RegularFile file, long at, int length) throws ErrnoException {
        long growth = concerns(file.lastPath()) ? Math.max(0, at + length - file.size()) : 0;
        long room = growth == 0 ? 0 : Math.max(0, quota - used());
        if (growth <= room) {
            return length;
        }
        int written = (int) (length - growth + room);
        if (written <= 0) {
            throw new ErrnoException(ErrnoException.EDQUOT);
        }
        return written;
    }
}
