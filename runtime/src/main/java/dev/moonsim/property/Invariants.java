package dev.moonsim.property;

import dev.moonsim.api.Invariant;
import dev.moonsim.api.spi.PropertyKind;
import dev.moonsim.jdk.VirtualThreads;
import dev.moonsim.net.Network;
import dev.moonsim.net.NetworkModel;
import dev.moonsim.node.Boot;
import dev.moonsim.node.Node;
import dev.moonsim.node.NodeSpec;
import dev.moonsim.node.Program;
import dev.moonsim.run.Failure;
import dev.moonsim.run.Simulation;
import dev.moonsim.sched.Task;
import dev.moonsim.trace.EventKind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;

/**
 * The invariants of a run. Each has a machine of its own that is in no list of nodes and on no network, and a task that no
 * step runs: between two steps it is resumed, looks at the state, and parks. So its code meets virtual time and fresh
 * statics like any other, nothing it does takes part in the schedule, and a call that would wait is seen at once.
 */
final class Invariants {
    private final RunProperties run;
    private final Simulation simulation;
    private final List<Observer> observers = new ArrayList<>();
    private boolean made;
    private Observer current;

    Invariants(RunProperties run, Simulation simulation, List<InvariantSpec> specs) {
        this.run = run;
        this.simulation = simulation;
        for (InvariantSpec spec : specs) {
            observers.add(new Observer(spec, observers.size()));
        }
    }

    /**
     * The first call makes the invariants, later ones check them.
     *
     * @param publisher who changed the state last
     * @param key what it changed
     */
    void check(Task publisher, String key) {
        for (Observer observer : observers) {
            current = observer;
            if (!made) {
                observer.make();
            }
            if (publisher != null && !observer.isBroken()) {
                observer.check(publisher, key);
            }
        }
        made = true;
        current = null;
    }

    /** The invariant that runs does something that it must not do. */
    void misuse(String what) {
        current.misused(what);
    }

    void touched(EventKind kind) {
        if (kind != EventKind.OUTPUT && kind != EventKind.RANDOM && kind != EventKind.FAILURE && kind != EventKind.PROPERTY
                && kind != EventKind.ESCAPE && kind != EventKind.ALLOWED) {
            misuse("uses the simulated world (" + kind.label() + ")");
        }
    }

    private final class Observer implements Executor, Runnable {
        private final InvariantSpec spec;
        private final int ordinal;
        private String name;
        private Boot boot;
        private Thread thread;
        private Task task;
        private Invariant invariant;
        private Property property;
        private boolean runnable;
        private boolean parked;
        private boolean checks;
        private Throwable thrown;
        private String thrownText;
        private String misuse;
        private boolean broken;

        Observer(InvariantSpec spec, int ordinal) {
            this.spec = spec;
            this.ordinal = ordinal;
            this.name = spec.className();
        }

        boolean isBroken() {
            return broken;
        }

        void make() {
            NodeSpec machine = NodeSpec.of("invariant-" + ordinal, "10.255.255." + (ordinal + 1),
                    new Program("", spec.className(), spec.classPath(), List.of(), Map.of(), Map.of(), Path.of("/")),
                    NodeSpec.Role.MAIN_WORKLOAD);
            // Numbers of its own, away from those of nodes, so that it draws nothing of theirs.
            boot = new Node(simulation, -2 - ordinal, machine, new Network(simulation, NetworkModel.DEFAULT)).observe();
            thread = VirtualThreads.create(this, name, this);
            task = simulation.scheduler().adoptObserver(thread, boot, -2 - ordinal);
            thread.setContextClassLoader(boot.loader());
            resume();
            property = run.table().get(PropertyKind.ALWAYS, "invariant " + name);
            if (!broken && thrown != null) {
                broken("invariant " + name + " cannot be made: " + thrownText, stackOf(thrown));
            }
        }

        void check(Task publisher, String key) {
            thrown = null;
            resume();
            if (broken || !property.evaluated(thrown == null)) {
                return;
            }
            Node node = publisher.boot.node();
            String details = "after \"" + key + "\" was published";
            property.first(new Moment(simulation.scheduler().now(), node.name(), publisher.visibleThread().getName(),
                    thrownText + ", " + details));
            simulation.fail(new Failure("invariant violated", "invariant " + name + ": " + thrownText, node.name(),
                    publisher.visibleThread().getName(), simulation.scheduler().now(), stackOf(thrown), details));
        }

        private void resume() {
            parked = false;
            misuse = null;
            if (thread.getState() == Thread.State.NEW) {
                thread.start();
            } else {
                LockSupport.unpark(thread);
            }
            while (runnable) {
                runnable = false;
                task.run();
            }
            if (!parked) {
                StringBuilder where = new StringBuilder();
                StackTraceElement own = null;
                for (StackTraceElement frame : task.stack()) {
                    where.append("\tat ").append(frame).append('\n');
                    if (own == null && "app".equals(frame.getClassLoaderName())) {
                        own = frame;
                    }
                }
                broken("invariant " + name + " waits" + (own == null ? "" : ", in " + own)
                        + "; it must look at the published state and return", where.toString());
            } else if (misuse != null) {
                broken("invariant " + name + " " + misuse + "; it must look at the published state only", "");
            }
        }

        void misused(String what) {
            if (misuse == null) {
                misuse = what;
            }
        }

        private void broken(String message, String stack) {
            broken = true;
            boot.loader().retire(); // its task may be in the middle of anything
            simulation.fail(new Failure("invariant broken", message, null, null, simulation.scheduler().now(), stack));
        }

        private String stackOf(Throwable t) {
            StringWriter text = new StringWriter();
            t.printStackTrace(new PrintWriter(text, true));
            return text.toString();
        }

        /** The JDK hands the task over when it may go on. */
        @Override
        public void execute(Runnable command) {
            runnable = true;
        }

        /** The task. */
        @Override
        public void run() {
            while (true) {
                try {
                    if (checks) {
                        invariant.check(run.state());
                    } else {
                        construct();
                    }
                } catch (Throwable t) {
                    thrown = t;
                    thrownText = text(t);
                }
                checks = true;
                parked = true;
                do {
                    LockSupport.park();
                } while (parked);
            }
        }

        private void construct() throws ReflectiveOperationException {
            Object made = spec.factory() != null ? spec.factory().get()
                    : Class.forName(spec.className(), true, boot.loader()).getDeclaredConstructor().newInstance();
            if (!(made instanceof Invariant)) {
                throw new ClassCastException(spec.className() + " does not implement " + Invariant.class.getName());
            }
            invariant = (Invariant) made;
            if (spec.factory() == null || !invariant.name().equals(invariant.getClass().getName())) {
                name = invariant.name(); // that of a lambda would be another one in each JVM
            }
        }

        private static String text(Throwable t) {
            try {
                return Details.oneLine(t instanceof AssertionError && t.getMessage() != null ? t.getMessage() : t.toString());
            } catch (RuntimeException e) {
                return t.getClass().getName();
            }
        }
    }
}
