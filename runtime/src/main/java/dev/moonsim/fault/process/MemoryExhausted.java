package dev.moonsim.fault.process;

import dev.moonsim.fault.Fault;
import dev.moonsim.fault.FaultKind;
import dev.moonsim.fault.Parameter;
import dev.moonsim.node.Boot;
import dev.moonsim.node.Node;

/** The heap of a node is full for a moment: a call that may change a collection of the JDK, or what else threads share, throws. */
public final class MemoryExhausted extends Fault {
    public static final FaultKind KIND = FaultKind.named("memory.exhausted",
                    "a thread of a node gets an OutOfMemoryError where it changes a collection or the like of the JDK")
            .duration("interval", "5s..20s", "1s..30s", "time between two such moments")
            .number("errors", Parameter.Unit.COUNT, "1", "1..3", "how many errors there are, one after the other")
            .onlyWhereListed()
            .counts("memory.exhausted")
            .recovers("there is memory again")
            .makes(MemoryExhausted::new);

    private Boot starved;

    private MemoryExhausted(Setup setup) {
        super(setup);
    }

    @Override
    protected void start() {
        repeat("interval", () -> {
            stop();
            Node node = anyVictim();
            if (node != null) {
                starved = node.boot();
                starved.strain().starve((int) draw("errors"), () -> count("memory.exhausted", "no memory on " + node.name()));
                starved.strained();
            }
        });
    }

    @Override
    protected void stop() {
        if (starved != null) {
            starved.strain().starve(0, null);
            starved.strained();
            starved = null;
        }
    }
}
