package dev.moonsim.fault.disk;

import dev.moonsim.disk.RegularFile;
import dev.moonsim.fault.FaultKind;

/** The sector that is meant and the one that is met differ; the file is never made longer by it. */
public final class Misdirected extends CallsToDisk {
    public static final FaultKind KIND = kind("disk.misdirected", "a read or write takes place somewhere else in the file",
                    "0.001", "0.0001..0.01", "of a read or write")
            .onlyWhereListed()
            .counts("disk.misdirected")
            .recovers("calls take place where they should; what was overwritten stays so")
            .makes(Misdirected::new);

    private Misdirected(Setup setup) {
        super(setup);
    }

    @Override
    boolean losesData() {
        return true;
    }

    @Override
    public long placeOfRead(RegularFile file, long at, int length) {
        return elsewhere(file, at, length, "misdirected read");
    }

    @Override
    public long placeOfWrite(RegularFile file, long at, int length) {
        return elsewhere(file, at, length, "misdirected write");
    }

    private long elsewhere(RegularFile file, long at, int length, String what) {
        long last = (file.size() - length) / SECTOR;
        if (last < 1 || !strikes(file, "disk.misdirected", what)) {
            return at;
        }
        long place = decide.between(0, last) * SECTOR + at % SECTOR;
        return place + length <= file.size() ? place : place - SECTOR;
    }

    private static final int SECTOR = 512;
}
