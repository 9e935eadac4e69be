package dev.moonsim.net;

import java.io.IOException;

/** A socket with addresses of IPv4 and ports. */
public interface InternetSocket {
    /** @param port 0 for any that is free */
    void bind(int ip, int port) throws IOException;

    /** Connects, or starts to. */
    void connect(int ip, int port) throws IOException;

    int localIp();

    int localPort();

    int remoteIp();

    int remotePort();
}
