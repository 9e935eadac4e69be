package dev.moonsim.net;

import java.io.IOException;
import java.net.SocketException;
import java.util.HashMap;
import java.util.Map;

/** A socket of any kind, as the system calls that all kinds have in common see it. What a kind cannot do fails as on Linux. */
public abstract class Endpoint extends Pollable {
    private final Map<String, Object> options = new HashMap<>();

    /** Options are kept by name; what has been set is what is got, apart from limits of the kernel. */
    public void setOption(String name, Object value) {
        options.put(name, value);
    }

    /** Null where it was never set. */
    public Object option(String name) {
        return options.get(name);
    }

    final boolean isSet(String name) {
        return Boolean.TRUE.equals(options.get(name));
    }

    /** An accepted connection has the options of the socket that accepted it. */
    final void inherit(Endpoint listener) {
        options.putAll(listener.options);
    }

    /** What the JDK reports where the option was never set, or null where all kinds of sockets agree. */
    public Object defaultOption(String name) {
        return null;
    }

    public void listen(int backlog) throws IOException {
        throw new SocketException("Operation not supported");
    }

    /** The connection that waits longest, or null. */
    public Endpoint accept() throws IOException {
        throw new SocketException("Operation not supported");
    }

    /** True once connected, false while it is still being tried. */
    public boolean finishConnect() throws IOException {
        return true;
    }

    public void shutdownInput() throws IOException {
        throw new SocketException("Transport endpoint is not connected");
    }

    public void shutdownOutput() throws IOException {
        throw new SocketException("Transport endpoint is not connected");
    }

    /** Bytes that can be read without waiting. */
    public abstract int available();
}
