package dev.moonsim.fault;

import dev.moonsim.api.RebootKind;
import dev.moonsim.decide.DecisionStream;
import dev.moonsim.decide.Decisions;
import dev.moonsim.fault.process.Attrition;
import dev.moonsim.node.Node;
import dev.moonsim.run.Simulation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The faults of one run: which ones, how strong, started and stopped. */
public final class ChaosPlan {
    private static final long SWARM = Decisions.domain("chaos.swarm");
    private static final long STRENGTH = Decisions.domain("chaos.strength");

    /** Those that scripts start are told apart from those of the scenario. */
    private static final int FIRST_STARTED = 1_000;

    private final Simulation simulation;
    private final Chaos chaos;
    private final List<FaultSettings> chosen;
    private final List<Fault> faults = new ArrayList<>();
    private final List<Chaos.Script> scripts = new ArrayList<>();
    private final Map<String, DecisionStream> hints = new HashMap<>();
    private final Operations operations;
    private int started;
    private boolean active;

    public ChaosPlan(Simulation simulation, Chaos chaos) {
        this.simulation = simulation;
        this.chaos = chaos;
        this.operations = new Operations(simulation, this);
        this.chosen = choose(simulation.decisions(), chaos);
    }

    /**
     * What is on in a run. Each kind's choice and strength come from draws of its own: masking one, or a new one in the
     * catalogue, changes no other.
     */
    static List<FaultSettings> choose(Decisions decisions, Chaos chaos) {
        List<FaultSettings> chosen = new ArrayList<>();
        if (chaos.mode() == Chaos.Mode.OFF) {
            return chosen;
        }
        boolean drawn = chaos.mode() != Chaos.Mode.LISTED;
        for (FaultKind kind : FaultCatalog.kinds()) {
            if (chaos.isMasked(kind) || chaos.mode() == Chaos.Mode.SWARM
                    && decisions.stream(SWARM, kind.domain()).below(2) == 0) {
                continue;
            }
            List<FaultSettings> listed = new ArrayList<>();
            for (FaultSettings settings : chaos.listed()) {
                if (settings.kind() == kind) {
                    listed.add(settings);
                }
            }
            if (listed.isEmpty() && drawn && !kind.isListedOnly()) {
                listed.add(new FaultSettings(kind));
            }
            DecisionStream strength = decisions.stream(STRENGTH, kind.domain());
            for (FaultSettings settings : listed) {
                chosen.add(drawn ? settings.drawn(strength) : settings);
            }
        }
        return chosen;
    }

    /** What is on in this run, in the order of the catalogue. */
    public List<FaultSettings> chosen() {
        return chosen;
    }

    /** Whether this run uses an operation of a workload: in {@code swarm} mode, one half of them. */
    public boolean isOperationEnabled(String operation) {
        return chaos.mode() != Chaos.Mode.SWARM
                || simulation.decisions().stream(SWARM, Decisions.domain("operation." + operation)).below(2) == 0;
    }

    /** True between the start and the end of the chaos phase. */
    public boolean isActive() {
        return active;
    }

    /** The run begins; no node has booted. */
    public void prepare() {
        chaos.scripts().forEach(script -> scripts.add(script.apply(simulation)));
        for (FaultSettings settings : chosen) {
            if (settings.kind() == Attrition.KIND && Attrition.aim(settings) != null) {
                simulation.moments().prepare(simulation, Attrition.aim(settings));
            }
        }
    }

    /** What scripts and injectors can do. */
    public Operations operations() {
        return operations;
    }

    public void start() {
        active = true;
        FaultKind previous = null;
        int ordinal = 0;
        for (FaultSettings settings : chosen) {
            ordinal = settings.kind() == previous ? ordinal + 1 : 0; // within its kind: masking others changes nothing
            previous = settings.kind();
            faults.add(previous.make(new Fault.Setup(simulation, settings, ordinal)));
        }
        faults.forEach(Fault::start);
        scripts.forEach(Chaos.Script::start);
    }

    public void stop() {
        active = false;
        scripts.forEach(Chaos.Script::stop);
        operations.end();
        faults.forEach(Fault::end);
    }

    /**
     * A node names a moment at which a crash is interesting.
     *
     * @return how it dies there, or null where it does not
     */
    public RebootKind hint(Node node, String label, double probability) {
        if (active) {
            for (Fault fault : faults) {
                if (fault instanceof Attrition attrition && attrition.allows(node)) {
                    DecisionStream decide = hints.computeIfAbsent(label + '@' + node.name(), key ->
                            simulation.decisions().stream(Decisions.domain("hint." + label), node.index()));
                    return decide.chance(probability) ? attrition.sudden(node, decide) : null;
                }
            }
        }
        return null;
    }

    /** Switches a kind on with its normal strength; for scripts. */
    public Fault startOne(FaultKind kind) {
        Fault fault = kind.make(new Fault.Setup(simulation, new FaultSettings(kind), FIRST_STARTED + started++));
        faults.add(fault);
        fault.start();
        return fault;
    }

    public void stopOne(Fault fault) {
        if (faults.remove(fault)) {
            fault.end();
        }
    }
}
