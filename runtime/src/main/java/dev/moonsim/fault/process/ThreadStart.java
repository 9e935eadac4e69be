package dev.moonsim.fault.process;

import dev.moonsim.fault.Fault;
import dev.moonsim.fault.FaultKind;
import dev.moonsim.fault.Parameter;
import dev.moonsim.node.Node;

/** The operating system has no thread left for a node, for a time. */
public final class ThreadStart extends Fault {
    public static final FaultKind KIND = FaultKind.named("thread.start",
                    "a node cannot start platform threads for a time: Thread.start throws an OutOfMemoryError")
            .duration("interval", "5s..20s", "1s..30s", "from the end of one such time to the start of the next")
            .duration("duration", "1s..5s", "0.1s..20s", "how long it lasts")
            .number("probability", Parameter.Unit.PROBABILITY, "1", "0.1..1", "of a start that fails")
            .onlyWhereListed()
            .counts("thread.start")
            .recovers("threads start")
            .makes(ThreadStart::new);

    private Node struck;

    private ThreadStart(Setup setup) {
        super(setup);
    }

    @Override
    protected void start() {
        after(draw("interval"), this::strike);
    }

    private void strike() {
        struck = anyVictim();
        if (struck != null) {
            Node node = struck;
            node.refuseThreads(() -> {
                if (!happens("probability")) {
                    return false;
                }
                count("thread.start", "no thread on " + node.name());
                return true;
            });
        }
        after(draw("duration"), () -> {
            stop();
            after(draw("interval"), this::strike);
        });
    }

    @Override
    protected void stop() {
        if (struck != null) {
            struck.refuseThreads(null);
            struck = null;
        }
    }
}
