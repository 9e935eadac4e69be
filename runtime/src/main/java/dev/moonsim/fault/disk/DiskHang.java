package dev.moonsim.fault.disk;

import dev.moonsim.disk.Disk;
import dev.moonsim.disk.DiskFault;
import dev.moonsim.disk.Inode;
import dev.moonsim.fault.Fault;
import dev.moonsim.fault.FaultKind;
import dev.moonsim.fault.Faults;
import dev.moonsim.node.Node;
import java.util.regex.Pattern;

/** A disk that has failed in the worst way: it does not say so. One at a time. */
public final class DiskHang extends Fault implements DiskFault {
    private static final long UNTIL_ASKED_AGAIN = 1_000_000_000;
    public static final FaultKind KIND = DiskPaths.checked(FaultKind.named("disk.hang", "a disk never answers again: reads, writes and syncs wait until the"
                    + " node's power is cut; at most one disk at a time")
            .duration("interval", "5s..30s", "1s..60s", "from the start of chaos, or from when a disk answers again, to the next"))
            .onlyWhereListed()
            .counts("disk.hang")
            .recovers("what waits goes on")
            .makes(DiskHang::new);

    private final Pattern path;
    private Node struck;
    private Disk.PowerCut before;
    private Faults.Episode episode;

    private DiskHang(Setup setup) {
        super(setup);
        path = DiskPaths.pattern(settings);
    }

    @Override
    protected void start() {
        after(draw("interval"), this::strike);
    }

    private void strike() {
        struck = anyVictim();
        if (struck != null) {
            before = struck.disk().lastPowerCut();
            struck.disk().add(this);
            episode = begin("disk.hang", "disk of " + struck.name() + " hangs");
            after(UNTIL_ASKED_AGAIN, this::look);
        } else {
            after(draw("interval"), this::strike);
        }
    }

    private void look() {
        if (struck != null && struck.disk().lastPowerCut() == before) {
            after(UNTIL_ASKED_AGAIN, this::look);
        } else {
            stop();
            after(draw("interval"), this::strike);
        }
    }

    @Override
    public long standstill(Inode file) {
        return DiskPaths.concern(path, file.lastPath()) && struck.disk().lastPowerCut() == before ? UNTIL_ASKED_AGAIN : 0;
    }

    @Override
    protected void stop() {
        if (struck != null) {
            struck.disk().remove(this);
            episode.end();
            struck = null;
        }
    }
}
