package dev.moonsim.net;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** An established connection between two hosts, both of whose ends are open, for faults that strike one connection. */
public final class Connection {
    private final TcpEnd client;
    private final TcpEnd server;

    private Connection(TcpEnd client, TcpEnd server) {
        this.client = client;
        this.server = server;
    }

    /** Those that faults may strike and that have an end on one of some hosts, in the order of hosts and descriptors. */
    public static List<Connection> of(Network network, Predicate<Host> hosts) {
        List<Connection> found = new ArrayList<>();
        for (Host host : network.hosts()) {
            for (TcpSocket socket : host.sockets()) {
                if (socket.isFaultyClient() && (hosts.test(host) || hosts.test(socket.peer().host()))) {
                    found.add(new Connection(socket, socket.peer()));
                }
            }
        }
        return found;
    }

    /** Whether both of its ends are still there. */
    public boolean isOpen() {
        return client.isFaultyClient();
    }

    private TcpEnd end(boolean ofClient) {
        return ofClient ? client : server;
    }

    /** One end sees a reset. The other learns of it by what it sends. */
    public void reset(boolean ofClient) {
        end(ofClient).wasReset();
    }

    /** The network forgets it: an end that sends gets a reset for an answer, an end that waits hears nothing. */
    public void forget() {
        client.out().forget();
        server.out().forget();
    }

    /** What one end sends is lost from now on, without a word. */
    public void swallow(boolean ofClient) {
        end(ofClient).out().swallow();
    }

    /** What was swallowed is sent again by TCP, and arrives. */
    public void recover() {
        client.out().recover();
        server.out().recover();
    }

    /** {@code client:32768 > kv-0:7000}. */
    @Override
    public String toString() {
        return client.host().node().name() + ":" + client.localPort() + " > " + server.host().node().name() + ":" + server.localPort();
    }
}
