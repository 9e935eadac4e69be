package dev.moonsim.intercept;

import dev.moonsim.node.Boot;
import dev.moonsim.sched.Task;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;

/** Descriptors 0 to 2 of a simulated process, whichever way they are used: as pipes, the first of which is at its end. */
final class StandardDescriptors {
    static final int EOF = -1;

    private StandardDescriptors() {}

    static boolean isOne(FileDescriptor descriptor) {
        int fd = DiskCalls.ACCESS.get(descriptor);
        return fd >= 0 && fd <= 2 && Task.current() != null;
    }

    static PrintStream stream(FileDescriptor descriptor) {
        return Boot.current().streams().standard(DiskCalls.ACCESS.get(descriptor));
    }

    static int write(FileDescriptor descriptor, ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        stream(descriptor).write(bytes, 0, bytes.length);
        return bytes.length;
    }

    /** What Linux says of a pipe. */
    static IOException cannotSeek() {
        return new IOException("Illegal seek");
    }
}
