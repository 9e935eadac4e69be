package dev.moonsim.fault.disk;

import dev.moonsim.disk.RegularFile;
import dev.moonsim.fault.Fault;
import dev.moonsim.fault.FaultKind;
import dev.moonsim.node.Node;
import java.util.List;
import java.util.regex.Pattern;

/** Stored bits change by themselves; whoever reads them gets the same wrong bits each time. */
public final class BitRot extends Fault {
    public static final FaultKind KIND = DiskPaths.checked(FaultKind.named("disk.rot", "a bit of a stored file changes by itself, for good"))
            .duration("interval", "1s..10s", "0.1s..30s", "time between two")
            .onlyWhereListed()
            .counts("disk.rot")
            .recovers("no more bits change; those that have stay so")
            .makes(BitRot::new);

    private final Pattern path;

    private BitRot(Setup setup) {
        super(setup);
        path = DiskPaths.pattern(settings);
    }

    @Override
    protected void start() {
        repeat("interval", this::strike);
    }

    private void strike() {
        List<Node> nodes = LosingDisks.among(victims(), simulation);
        if (nodes.isEmpty()) {
            return;
        }
        Node node = nodes.get(decide.below(nodes.size())); // also one that is down
        List<RegularFile> files = node.disk().filesOfPrograms();
        files.removeIf(file -> !DiskPaths.concern(path, file.lastPath()));
        if (!files.isEmpty()) {
            RegularFile file = files.get(decide.below(files.size()));
            long at = file.rot(decide);
            if (at >= 0) {
                count("disk.rot", "bit rot on " + node.name() + ", " + file.lastPath() + " +" + at);
            }
        }
    }

    @Override
    protected void stop() {}
}
