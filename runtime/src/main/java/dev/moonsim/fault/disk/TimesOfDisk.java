package dev.moonsim.fault.disk;

import dev.moonsim.disk.DiskFault;
import dev.moonsim.fault.Fault;
import dev.moonsim.fault.FaultKind;
import dev.moonsim.fault.Faults;
import dev.moonsim.node.Node;
import java.util.regex.Pattern;

/** What is wrong with the disk of one node for a time, again and again. */
abstract class TimesOfDisk extends Fault implements DiskFault {
    private final String counter;
    private final String what;
    private final Pattern path;
    private Node struck;
    private Faults.Episode episode;
    /** Virtual time at which it is over. */
    private long end;

    TimesOfDisk(Setup setup, String what) {
        super(setup);
        this.counter = settings.kind().name();
        this.what = what;
        this.path = DiskPaths.pattern(settings);
    }

    static FaultKind kind(String name, String sentence, String duration, String extremes) {
        return DiskPaths.checked(FaultKind.named(name, sentence)
                .duration("interval", "5s..20s", "1s..30s", "from the end of one such time to the start of the next")
                .duration("duration", duration, extremes, "how long it lasts")
                .counts(name));
    }

    @Override
    protected void start() {
        after(draw("interval"), this::strike);
    }

    private void strike() {
        long duration = draw("duration");
        Node node = anyVictim();
        if (node != null) {
            end = simulation.scheduler().now() + duration;
            struck = node;
            begins();
            node.disk().add(this);
            episode = begin(counter, what + " " + node.name());
        }
        after(duration, () -> {
            stop();
            after(draw("interval"), this::strike);
        });
    }

    /** What there is to draw for this time. */
    void begins() {}

    /** Whether the file or directory with the path is one that it is aimed at. */
    final boolean concerns(String file) {
        return DiskPaths.concern(path, file);
    }

    /** Whether it is aimed at all files. */
    final boolean concernsAll() {
        return path == null;
    }

    final Node struck() {
        return struck;
    }

    /** Until it is over. */
    final long nanosLeft() {
        return end - simulation.scheduler().now();
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
