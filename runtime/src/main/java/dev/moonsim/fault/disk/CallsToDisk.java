package dev.moonsim.fault.disk;

import dev.moonsim.disk.DiskFault;
import dev.moonsim.disk.RegularFile;
import dev.moonsim.fault.Fault;
import dev.moonsim.fault.FaultKind;
import dev.moonsim.fault.Parameter;
import dev.moonsim.node.Boot;
import dev.moonsim.node.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What goes wrong with single calls to the disks of all victims, each with a probability, as long as chaos goes on. */
abstract class CallsToDisk extends Fault implements DiskFault {
    private final List<Node> struck = new ArrayList<>();
    private final Pattern path;

    CallsToDisk(Setup setup) {
        super(setup);
        path = DiskPaths.pattern(settings);
    }

    static FaultKind kind(String name, String what, String probability, String extremes, String ofWhat) {
        return DiskPaths.checked(FaultKind.named(name, what)
                .number("probability", Parameter.Unit.PROBABILITY, probability, extremes, ofWhat));
    }

    @Override
    protected void start() {
        for (Node node : losesData() ? LosingDisks.among(victims(), simulation) : victims()) {
            node.disk().add(this);
            struck.add(node);
        }
    }

    @Override
    protected void stop() {
        struck.forEach(node -> node.disk().remove(this));
        struck.clear();
    }

    /** Whether stored data is lost or changed, so that it strikes no more nodes than the scenario tolerates. */
    boolean losesData() {
        return false;
    }

    final boolean strikes(RegularFile file) {
        return DiskPaths.concern(path, file.lastPath()) && happens("probability");
    }

    /** Whether it happens to this call, which is counted then. */
    final boolean strikes(RegularFile file, String counter, String what) {
        boolean strikes = strikes(file);
        if (strikes) {
            count(counter, what + " on " + Boot.current().node().name() + ", " + file.lastPath());
        }
        return strikes;
    }
}
