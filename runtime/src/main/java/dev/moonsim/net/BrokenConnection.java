package dev.moonsim.net;

import java.io.IOException;

/**
 * A write met a connection that is no more. Never seen by a program: whoever calls for it makes what its API throws, and that one
 * has the stack trace, which takes several times as long as the rest of a write.
 */
public final class BrokenConnection extends IOException {
    private static final long serialVersionUID = 1L;

    BrokenConnection(String message) {
        super(message);
    }

    @Override
    public Throwable fillInStackTrace() {
        return this;
    }

    /** As the operating system's error becomes one in the JDK's native code. */
    public IOException seen() {
        return new IOException(getMessage());
    }
}
