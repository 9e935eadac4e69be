package dev.moonsim.net;

import java.io.IOException;

/** A socket with addresses of IPv4 and ports. */
public abstract class InternetSocket extends Endpoint {
    final Host host;
    int localIp;
    int localPort;
    boolean bound;
    int remoteIp;
    int remotePort;

    InternetSocket(Host host) {
        this.host = host;
    }

    /** @param port 0 for any that is free */
    public abstract void bind(int ip, int port) throws IOException;

    /** Connects, or starts to. */
    public abstract void connect(int ip, int port) throws IOException;

    public final int localIp() {
        return localIp;
    }

    public final int localPort() {
        return localPort;
    }

    public final int remoteIp() {
        return remoteIp;
    }

    public final int remotePort() {
        return remotePort;
    }

    /** As a person reads it. */
    final String local() {
        return Ipv4.text(localIp) + ":" + localPort;
    }

    /** As a person reads it. */
    final String remote() {
        return Ipv4.text(remoteIp) + ":" + remotePort;
    }
}
