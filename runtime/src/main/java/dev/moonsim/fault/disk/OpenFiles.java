package dev.moonsim.fault.disk;

import dev.moonsim.disk.ErrnoException;
import dev.moonsim.fault.FaultKind;
import dev.moonsim.fault.Parameter;

/** A process at the limit of its descriptors. */
public final class OpenFiles extends TimesOfDisk {
    public static final FaultKind KIND = kind("disk.openFiles", "a node cannot open files for a time: Too many open files",
                    "1s..5s", "0.1s..20s")
            .number("probability", Parameter.Unit.PROBABILITY, "1", "0.1..1", "of an open that fails")
            .onlyWhereListed()
            .recovers("files can be opened")
            .makes(OpenFiles::new);

    private OpenFiles(Setup setup) {
        super(setup, "no more open files on");
    }

    @Override
    public void open(String path) throws ErrnoException {
        if (concerns(path) && happens("probability")) {
            throw new ErrnoException(ErrnoException.EMFILE);
        }
    }
}
