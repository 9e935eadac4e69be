package dev.moonsim.fault;

import dev.moonsim.decide.DecisionStream;
import dev.moonsim.node.Node;
import dev.moonsim.run.Simulation;
import java.util.List;

/**
 * One fault of one run. All methods are called on the carrier. Between {@link #start} and {@link #stop} it does what its kind
 * says, each time counted; after it, nothing of it is left but damage that is persistent by its nature.
 */
public abstract class Fault {
    /** What a fault is made with; {@code ordinal} tells those of one kind apart. */
    public record Setup(Simulation simulation, FaultSettings settings, int ordinal) {
    }

    protected final Simulation simulation;
    protected final FaultSettings settings;
    /** Its own decisions. */
    protected final DecisionStream decide;
    private final NodeSelector victims;
    private boolean over;

    protected Fault(Setup setup) {
        simulation = setup.simulation();
        settings = setup.settings();
        decide = simulation.decisions().stream(settings.kind().domain(), setup.ordinal());
        victims = new NodeSelector(settings.word("victims"));
    }

    /** The chaos phase begins. */
    protected abstract void start();

    /** The chaos phase is over: whatever goes on ends now. */
    protected abstract void stop();

    final void end() {
        over = true;
        stop();
    }

    protected final boolean isOver() {
        return over;
    }

    /** Does something each time that a duration drawn from a parameter has passed, as long as chaos goes on. */
    protected final void repeat(String parameter, Runnable action) {
        after(draw(parameter), () -> {
            action.run();
            repeat(parameter, action);
        });
    }

    /** Does something later unless chaos is over by then. */
    protected final void after(long nanos, Runnable action) {
        simulation.scheduler().after(nanos, () -> {
            if (!over) {
                action.run();
            }
        }, null);
    }

    /** A value of a parameter: nanoseconds, a count, or what its unit says. */
    protected final long draw(String parameter) {
        return settings.range(parameter).draw(decide);
    }

    /** As {@link #draw(String)}, for what happens so often that the parameter is looked up before. */
    protected final long draw(Range range) {
        return range.draw(decide);
    }

    /** As {@link #happens(String)}, likewise. */
    protected final boolean happens(Range probability) {
        return decide.chance((double) draw(probability) / Parameter.Unit.PROBABILITY.scale());
    }

    /** Whether something that a parameter gives the probability of happens now. */
    protected final boolean happens(String parameter) {
        return decide.chance((double) draw(parameter) / Parameter.Unit.PROBABILITY.scale());
    }

    /** The nodes that it may strike, whether up or down. */
    protected final List<Node> victims() {
        return victims.among(simulation.nodes());
    }

    /** One of the nodes that it may strike and that are up, or null. */
    protected final Node anyVictim() {
        List<Node> up = victims();
        up.removeIf(node -> node.boot() == null);
        return up.isEmpty() ? null : up.get(decide.below(up.size()));
    }

    /** Counts it, and begins an episode which lasts until its end is told. */
    protected final Faults.Episode begin(String counter, String words) {
        return simulation.faults().begin(counter, words);
    }

    /** Counts something that is over at once. */
    protected final void count(String counter, String words) {
        simulation.faults().count(counter, words);
    }
}
