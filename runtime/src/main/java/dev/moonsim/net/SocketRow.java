package dev.moonsim.net;

import dev.moonsim.sched.Task;
import java.util.ArrayList;
import java.util.List;

/**
 * A socket as {@code netstat} shows it.
 *
 * @param node whose it is
 * @param local address and port
 * @param remote address and port of the other end; empty where there is none
 * @param state by its name in TCP: {@code LISTEN}, {@code ESTABLISHED}...
 * @param received bytes that have arrived and were not read; of a listening socket, connections that wait to be accepted
 * @param sent bytes that were sent and have not arrived
 * @param task the thread that waited for it last, else that which opened it; empty where there is none, as for a connection that
 *     was not accepted
 */
public record SocketRow(String node, String local, String remote, String state, long received, long sent, String task) {
    /** All sockets that are open, in the order of hosts and descriptors; behind a listening one, what waits to be accepted. */
    public static List<SocketRow> of(Network network) {
        Task host = Task.enterHost();
        try {
            List<SocketRow> rows = new ArrayList<>();
            for (Host each : network.hosts()) {
                for (TcpSocket socket : each.sockets()) {
                    rows.add(socket.row());
                    for (TcpSocket waiting : socket.notAccepted()) {
                        rows.add(waiting.row());
                    }
                }
            }
            return rows;
        } finally {
            Task.leaveHost(host);
        }
    }
}
