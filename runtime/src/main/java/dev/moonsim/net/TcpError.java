package dev.moonsim.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import sun.net.ConnectionResetException;

/** Why a connection is no more, or never was; a program hears of it once. Their order is in digests. */
enum TcpError {
    NONE, REFUSED, TIMED_OUT, NO_ROUTE, RESET, PIPE;

    /** What finishing to connect fails with, or null. */
    IOException ofConnect() {
        return switch (this) {
            case NONE -> null;
            case REFUSED -> new ConnectException("Connection refused");
            case TIMED_OUT -> new ConnectException("Connection timed out");
            case NO_ROUTE -> new NoRouteToHostException("No route to host");
            case RESET -> new SocketException("Connection reset");
            case PIPE -> new SocketException("Broken pipe");
        };
    }

    /** What a read fails with, or null where it only meets the end. */
    IOException ofRead() {
        return switch (this) {
            case RESET -> new ConnectionResetException("Connection reset");
            case TIMED_OUT -> new IOException("Connection timed out");
            default -> null;
        };
    }

    /** What a write fails with. */
    BrokenConnection ofWrite() {
        return new BrokenConnection(switch (this) {
            case RESET -> "Connection reset by peer";
            case TIMED_OUT -> "Connection timed out";
            default -> "Broken pipe";
        });
    }
}
