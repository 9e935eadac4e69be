package dev.moonsim.run;

import dev.moonsim.api.NodeInfo;
import dev.moonsim.api.Workload;
import dev.moonsim.api.WorkloadContext;
import dev.moonsim.decide.Domain;
import dev.moonsim.jdk.JdkInternals;
import dev.moonsim.node.Boot;
import dev.moonsim.node.Node;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The main thread of a machine whose program is a {@link Workload}. */
public final class WorkloadMain implements WorkloadContext {
    private final Simulation simulation;
    private final Node node;
    private final Random random;

    private WorkloadMain(Boot boot) {
        simulation = boot.simulation();
        node = boot.node();
        random = new Random(simulation.decisions().value(Domain.WORKLOAD, node.index(), 0));
    }

    /** Makes the workload and leads it through the phases; does not return. */
    public static void run(Boot boot, Class<?> type) throws Throwable {
        if (!Workload.class.isAssignableFrom(type)) {
            throw new ClassCastException(type.getName() + " does not implement " + Workload.class.getName());
        }
        Workload workload = (Workload) (Object) JdkInternals.lookup(type)
                .findConstructor(type, MethodType.methodType(void.class)).asType(MethodType.methodType(Object.class)).invokeExact();
        WorkloadMain context = new WorkloadMain(boot);
        Phases phases = context.simulation.phases();
        workload.setup(context);
        phases.await(context.node, Phases.Phase.CHAOS);
        workload.run(context);
        phases.await(context.node, Phases.Phase.CHECK);
        workload.check(context);
        boot.exitInTask(0);
    }

    @Override
    public int index() {
        return node.spec().index();
    }

    @Override
    public int count() {
        return node.spec().members().size();
    }

    @Override
    public Random random() {
        return random;
    }

    @Override
    public List<NodeInfo> nodes(String group) {
        List<NodeInfo> infos = new ArrayList<>();
        for (Node other : simulation.nodes()) {
            if (!other.spec().workload() && (group == null || other.spec().group().equals(group))) {
                infos.add(other.spec().info(other.program().version()));
            }
        }
        return infos;
    }

    @Override
    public List<NodeInfo> nodes() {
        return nodes(null);
    }

    @Override
    public boolean isChaos() {
        return simulation.phases().phase() == Phases.Phase.CHAOS;
    }

    @Override
    public boolean isDone() {
        return simulation.phases().isDoneFor(node);
    }

    @Override
    public boolean isEnabled(String operation) {
        return simulation.chaos().isOperationEnabled(operation);
    }

    @Override
    public List<String> enabled(String... operations) {
        List<String> enabled = new ArrayList<>();
        for (String operation : operations) {
            if (isEnabled(operation)) {
                enabled.add(operation);
            }
        }
        return enabled.isEmpty() ? List.of(operations) : enabled;
    }
}
