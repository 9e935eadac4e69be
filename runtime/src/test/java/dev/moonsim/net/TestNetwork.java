package dev.moonsim.net;

import dev.moonsim.fault.Chaos;
import dev.moonsim.node.Node;
import dev.moonsim.node.NodeSpec;
import dev.moonsim.node.Placement;
import dev.moonsim.node.Program;
import dev.moonsim.run.Scenario;
import dev.moonsim.run.Simulation;
import dev.moonsim.run.Topology;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import jdk.internal.misc.Unsafe;

/** A network of hosts with no programs on them: what happens on them, and when, is the test's script. */
final class TestNetwork {
    static final long MILLIS = 1_000_000L;
    static final long SECONDS = 1000 * MILLIS;
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

    /** A part of the script. */
    interface Action {
        void run() throws Exception;
    }

    final Simulation simulation;
    final Network network;
    final List<Host> hosts = new ArrayList<>();
    private Throwable failed;

    /** @param workloads how many of the hosts, the last ones, are workloads' */
    TestNetwork(int hostCount, int workloads, Chaos chaos) {
        this(hostCount, workloads, chaos, NetworkModel.DEFAULT, host -> Placement.NOWHERE);
    }

    TestNetwork(int hostCount, int workloads, Chaos chaos, NetworkModel model, IntFunction<Placement> placements) {
        List<NodeSpec> specs = new ArrayList<>();
        for (int i = 0; i < hostCount; i++) {
            Program program = new Program("", "Main", List.of(), List.of(), Map.of(), Map.of(), Path.of("/nowhere"));
            NodeSpec spec = NodeSpec.of("node-" + i, "10.0.1." + (i + 1), program,
                    i >= hostCount - workloads ? NodeSpec.Role.MAIN_WORKLOAD : NodeSpec.Role.SYSTEM);
            specs.add(new NodeSpec(spec.name(), spec.ip(), spec.group(), 0, spec.members(), spec.tags(), placements.apply(i),
                    spec.programs(), spec.role(), spec.onExit(), spec.ready(), 0));
        }
        simulation = new Simulation(Scenario.cluster("test", Topology.of(specs)).withChaos(chaos).withNetwork(model), 1, null);
        network = simulation.network();
        for (int i = 0; i < hostCount; i++) {
            Node node = new Node(simulation, i, specs.get(i));
            simulation.nodes().add(node);
            hosts.add(node.host());
        }
    }

    TestNetwork(int hostCount) {
        this(hostCount, 0, Chaos.OFF);
    }

    /** Adds to the script. */
    TestNetwork at(long nanos, Action action) {
        network.after(nanos, () -> {
            try {
                action.run();
            } catch (Throwable t) {
                if (failed == null) {
                    failed = t;
                }
            }
        });
        return this;
    }

    /** Plays the script, until nothing is left to happen. */
    void run() {
        simulation.scheduler().run();
        if (failed != null) {
            throw new AssertionError(failed);
        }
    }

    TcpSocket listen(int host, int port, int backlog) throws IOException {
        TcpSocket socket = new TcpSocket(hosts.get(host));
        socket.bind(Ipv4.ANY, port);
        socket.listen(backlog);
        return socket;
    }

    TcpSocket connect(int from, int to, int port) throws IOException {
        TcpSocket socket = new TcpSocket(hosts.get(from));
        hosts.get(from).open(socket);
        socket.connect(hosts.get(to).ip(), port);
        return socket;
    }

    static int write(TcpSocket socket, byte[] bytes) throws IOException {
        int n = socket.writable(bytes.length);
        if (n > 0) {
            socket.write(bytes, Unsafe.ARRAY_BYTE_BASE_OFFSET, n);
        }
        return n;
    }

    /** What can be read now, up to a length; null at the end of the stream. */
    static byte[] read(TcpSocket socket, int length) throws IOException {
        long address = UNSAFE.allocateMemory(length);
        try {
            int n = socket.read(null, address, length);
            if (n == Pollable.EOF) {
                return null;
            }
            byte[] bytes = new byte[Math.max(n, 0)];
            UNSAFE.copyMemory(null, address, bytes, Unsafe.ARRAY_BYTE_BASE_OFFSET, bytes.length);
            return bytes;
        } finally {
            UNSAFE.freeMemory(address);
        }
    }
}
