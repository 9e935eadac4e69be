package dev.moonsim.net;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ports of one host that UDP sockets are bound to, and who gets what arrives at them. */
final class UdpPorts {
    private static final int FIRST_EPHEMERAL = 32_768;
    private static final int LAST_EPHEMERAL = 60_999;

    /** In the order in which they were bound. */
    private final Map<Integer, List<UdpSocket>> bound = new HashMap<>();
    private int nextEphemeral = FIRST_EPHEMERAL;

    /** @return false where somebody has the port, and not both share it */
    boolean claim(UdpSocket socket, int address, int port) {
        List<UdpSocket> sockets = bound.computeIfAbsent(port, p -> new ArrayList<>(1));
        for (UdpSocket other : sockets) {
            boolean overlap = address == Ipv4.ANY || other.boundIp() == Ipv4.ANY || other.boundIp() == address;
            if (overlap && !socket.shares(other)) {
                return false;
            }
        }
        sockets.add(socket);
        return true;
    }

    void release(UdpSocket socket, int port) {
        List<UdpSocket> sockets = bound.get(port);
        if (sockets != null && sockets.remove(socket) && sockets.isEmpty()) {
            bound.remove(port);
        }
    }

    int ephemeralPort() {
        for (int tries = FIRST_EPHEMERAL; tries <= LAST_EPHEMERAL; tries++) {
            int port = nextEphemeral;
            nextEphemeral = port == LAST_EPHEMERAL ? FIRST_EPHEMERAL : port + 1;
            if (!bound.containsKey(port)) {
                return port;
            }
        }
        return 0;
    }

    /** All sockets that want a multicast or broadcast; of those that would take any other datagram, the best. */
    List<UdpSocket> receivers(Datagram datagram, boolean broadcast) {
        List<UdpSocket> receivers = new ArrayList<>(1);
        boolean multicast = Ipv4.isMulticast(datagram.toIp);
        UdpSocket best = null;
        for (UdpSocket socket : bound.getOrDefault(datagram.toPort, List.of())) {
            int score = socket.score(datagram, multicast, broadcast);
            if (score < 0) {
                continue;
            }
            if (multicast || broadcast) {
                receivers.add(socket);
            } else if (best == null || score >= best.score(datagram, false, false)) {
                best = socket; // of equals, the one that was bound last
            }
        }
        if (best != null) {
            receivers.add(best);
        }
        return receivers;
    }

    /** The connected socket that has sent a datagram, or null. */
    UdpSocket connected(Datagram datagram) {
        for (UdpSocket socket : bound.getOrDefault(datagram.fromPort, List.of())) {
            if (socket.isConnectedTo(datagram.toIp, datagram.toPort)) {
                return socket;
            }
        }
        return null;
    }

    void clear() {
        bound.clear();
    }
}
