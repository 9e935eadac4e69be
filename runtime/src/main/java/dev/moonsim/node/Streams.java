package dev.moonsim.node;

import dev.moonsim.sched.Scheduler;
import dev.moonsim.sched.Task;
import dev.moonsim.trace.EventKind;
import dev.moonsim.trace.Trace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The standard streams of one boot. What it prints is an event and passes through to the JVM's own stream. */
public final class Streams {
    private final Boot boot;
    private final PrintStream hostOut;
    private final PrintStream hostErr;
    private final boolean prefixed;
    private InputStream in = InputStream.nullInputStream();
    /** Null where nobody wants a copy. */
    private OutputStream copy;
    /** All of these are made when they are first asked for: a program may never print. */
    private PrintStream out;
    private PrintStream err;
    private PrintStream standardOut;
    private PrintStream standardErr;

    public Streams(Boot boot, PrintStream hostOut, PrintStream hostErr, boolean prefixed) {
        this.boot = boot;
        this.hostOut = hostOut;
        this.hostErr = hostErr;
        this.prefixed = prefixed;
    }

    /** Where file descriptor 1 or 2 leads, whatever {@code System.setOut} and {@code setErr} have done. */
    public PrintStream standard(int descriptor) {
        if (descriptor == 1) {
            return standardOut != null ? standardOut : (standardOut = stream(hostOut, 1));
        }
        return standardErr != null ? standardErr : (standardErr = stream(hostErr, 2));
    }

    private PrintStream stream(PrintStream host, int descriptor) {
        return new PrintStream(new Through(boot, host, descriptor, prefixed, descriptor == 1 ? copy : null), true,
                StandardCharsets.UTF_8);
    }

    /** Before anything is printed: what goes to standard output goes there too. */
    public void copyOut(OutputStream other) {
        copy = other;
    }

    public PrintStream out() {
        return out != null ? out : (out = standard(1));
    }

    public PrintStream err() {
        return err != null ? err : (err = standard(2));
    }

    public InputStream in() {
        return in;
    }

    public void setOut(PrintStream stream) {
        out = stream;
    }

    public void setErr(PrintStream stream) {
        err = stream;
    }

    public void setIn(InputStream stream) {
        in = stream;
    }

    private static final class Through extends OutputStream {
        private final Boot boot;
        private final PrintStream host;
        private final int descriptor;
        private final boolean prefixed;
        private final OutputStream copy;
        private final Lines.Assembler lines;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        Through(Boot boot, PrintStream host, int descriptor, boolean prefixed, OutputStream copy) {
            this.boot = boot;
            this.host = host;
            this.descriptor = descriptor;
            this.prefixed = prefixed;
            this.copy = copy;
            this.lines = boot.simulation().lines().of(boot.node());
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            if (length == 0) {
                return;
            }
            boot.simulation().event(EventKind.OUTPUT, boot.node(), descriptor, Trace.hash(bytes, offset, length),
                    boot.simulation().trace().detailed()
                            ? new String(bytes, offset, length, StandardCharsets.UTF_8) : null);
            Task task = Task.enterHost();
            try {
                if (lines != null) {
                    lines.write(bytes, offset, length);
                }
                if (copy != null) {
                    copy.write(bytes, offset, length);
                }
                if (prefixed) {
                    writeLines(bytes, offset, length);
                } else {
                    writeToHost(bytes, offset, length);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e); // a copy in memory never fails
            } finally {
                Task.leaveHost(task);
            }
        }

        private void writeLines(byte[] bytes, int offset, int length) {
            for (int i = offset; i < offset + length; i++) {
                if (line.size() == 0) {
                    line.writeBytes(prefix().getBytes(StandardCharsets.UTF_8));
                }
                line.write(bytes[i]);
                if (bytes[i] == '\n') {
                    writeToHost(line.toByteArray(), 0, line.size());
                    line.reset();
                }
            }
        }

        /** Who reads the other end, a pager perhaps, may take his time. */
        private void writeToHost(byte[] bytes, int offset, int length) {
            Scheduler scheduler = boot.simulation().scheduler();
            scheduler.hostMayBlock(true);
            try {
                host.write(bytes, offset, length);
            } finally {
                scheduler.hostMayBlock(false);
            }
        }

        private String prefix() {
            long millis = boot.simulation().scheduler().now() / 1_000_000;
            return "%6d.%03ds %s| ".formatted(millis / 1000, millis % 1000, boot.node().name());
        }

        @Override
        public void flush() {
            Task task = Task.enterHost();
            Scheduler scheduler = boot.simulation().scheduler();
            scheduler.hostMayBlock(true);
            try {
                host.flush();
            } finally {
                scheduler.hostMayBlock(false);
                Task.leaveHost(task);
            }
        }
    }
}
