package dev.moonsim.disk;

import dev.moonsim.node.Boot;
import dev.moonsim.node.Node;
import java.util.ArrayList;
import java.util.List;

/** The processes that have a disk, which are nodes of one machine: what each has open and locked. */
final class DiskProcesses {
    private final Disk disk;
    /** The first one, and those that joined it. */
    private final List<Node> nodes = new ArrayList<>(1);
    /** In the order of {@link #nodes}; null where the process has none yet. */
    private final List<Descriptors> descriptors = new ArrayList<>(1);
    private final FileLocks locks = new FileLocks();

    DiskProcesses(Disk disk, Node first) {
        this.disk = disk;
        add(first);
    }

    void add(Node node) {
        nodes.add(node);
        descriptors.add(null);
    }

    List<Node> nodes() {
        return nodes;
    }

    /** The node whose program calls, else the first. */
    Node caller() {
        Boot boot = nodes.size() == 1 ? null : Boot.current();
        return boot == null || boot.node().disk() != disk ? nodes.getFirst() : boot.node();
    }

    /** Whether any other than this one is up. */
    boolean runsOtherThan(Node process) {
        return nodes.stream().anyMatch(other -> other != process && other.boot() != null);
    }

    /** What the calling process has open. */
    Descriptors descriptors() {
        int process = nodes.size() == 1 ? 0 : nodes.indexOf(caller());
        Descriptors own = descriptors.get(process);
        if (own == null) {
            own = new Descriptors(disk, nodes.get(process).index());
            descriptors.set(process, own);
        }
        return own;
    }

    FileLocks locks() {
        return locks;
    }

    Iterable<String> deletedOnExit(Node process) {
        Descriptors ended = descriptors.get(nodes.indexOf(process));
        return ended == null ? List.of() : ended.deletedOnExit();
    }

    void close(Node process) {
        Descriptors closed = descriptors.set(nodes.indexOf(process), null);
        if (closed != null) {
            closed.closeAll();
            locks.ended(closed);
        }
    }

    void closeAll() {
        nodes.forEach(this::close);
    }
}
