package dev.moonsim.net;

import dev.moonsim.node.Node;

/** A node's place on the network: its address and its sockets. */
public final class Host {
    private final Network network;
    private final Node node;
    private final String ip;

    public Host(Network network, Node node, String ip) {
        this.network = network;
        this.node = node;
        this.ip = ip;
    }

    /** The process ended in order: the kernel closes its sockets (FIN). */
    public void processEnded() {
    }

    /** The machine lost power: peers see resets when they next send, or when the host is back and answers. */
    public void crashed() {
    }
}
