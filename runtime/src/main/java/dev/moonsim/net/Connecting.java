package dev.moonsim.net;

import dev.moonsim.sched.Timer;

/** A client's attempt to connect: requests, sent again where no answer comes, until there is one or time is up. */
final class Connecting {
    /** The first retransmission of a SYN, doubled each time, and how many there are: Linux's defaults, 127 s in all. */
    private static final long RETRY_NANOS = 1_000_000_000L;
    private static final int RETRIES = 6;
    /** When a host of the same network that does not exist is given up: Linux asks for it three times, a second apart. */
    private static final long NO_HOST_NANOS = 3_000_000_000L;

    private final TcpEnd client;
    private final Network network;
    private Host server;
    private Link way;
    private Link back;
    private Timer retry;
    private boolean answered;
    /** What keeps all requests from arriving as long as it lasts, or null. */
    private NetworkFault hanging;
    private boolean over;

    Connecting(TcpEnd client, Network network) {
        this.client = client;
        this.network = network;
    }

    /** @param other null where nobody has the address */
    void start(Host other) {
        if (other == null) {
            network.after(NO_HOST_NANOS, () -> failed(TcpError.NO_ROUTE));
            return;
        }
        server = other;
        boolean stable = network.model().isStable(other, client.remotePort());
        way = network.link(client.host(), other, stable);
        back = network.link(other, client.host(), stable);
        hanging = way.isSpared() ? null : network.faults().hanging(client.host(), other);
        request(0);
    }

    Link way() {
        return way;
    }

    private void request(int attempt) {
        if (over) {
            return;
        }
        if (attempt > RETRIES) {
            failed(TcpError.TIMED_OUT);
            return;
        }
        way.carry(Segment.REQUEST, this::arrived);
        retry = network.after(RETRY_NANOS << attempt, () -> request(attempt + 1));
    }

    private void arrived() {
        if (over || answered || hanging != null && network.faults().has(hanging) || way.isCut() || !server.isUp() || back.isCut()) {
            return; // lost, answered already, or nobody wants the answer
        }
        if (way.isStopped()) {
            way.stop(this::arrived);
            return;
        }
        TcpSocket listening = server.listener(client.remoteIp(), client.remotePort(), client.localPort() ^ client.localIp());
        if (listening != null && (way.isSpared() || !network.faults().refuses(client.host(), server))) {
            answered = listening.requested(client, back);
        } else {
            answered = true;
            network.after(back.latency(), () -> failed(TcpError.REFUSED));
        }
    }

    private void failed(TcpError why) {
        if (!over) {
            end();
            client.connectFailed(why);
        }
    }

    /** The connection is there, or is not wanted any more. */
    void end() {
        over = true;
        if (retry != null) {
            retry.cancel();
            retry = null;
        }
    }
}
