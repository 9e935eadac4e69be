package dev.moonsim.run;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.TimeZone;
import dev.moonsim.node.Boot;

/**
 * What the JVM shares between runs: standard streams, and the locale and time zone of what belongs to no process. Set at the start
 * of a run to the same values whatever ran before. The streams lead tasks to their boot's own and everybody else to the host's, so they stay.
 */
final class JvmState {
    private static final TimeZone UTC = TimeZone.getTimeZone("UTC");
    private static PrintStream out;
    private static PrintStream err;
    private static PrintStream hostOut;
    private static PrintStream hostErr;

    private JvmState() {}

    static void reset(boolean cluster) {
        Locale.setDefault(Locale.US);
        TimeZone.setDefault(UTC);
        if (System.out != out || System.err != err) {
            hostOut = System.out;
            hostErr = System.err;
            out = new PrintStream(new ByCaller(hostOut, false), true, StandardCharsets.UTF_8);
            err = new PrintStream(new ByCaller(hostErr, true), true, StandardCharsets.UTF_8);
            System.setOut(out);
            System.setErr(err);
            System.setIn(InputStream.nullInputStream());
        }
        Statics.reset(cluster);
    }

    /** Where a program's output goes in the end. */
    static PrintStream hostOut() {
        return hostOut;
    }

    static PrintStream hostErr() {
        return hostErr;
    }

    /** Where code of the JDK itself prints: to the stream of the boot that runs it. */
    private static final class ByCaller extends OutputStream {
        private final PrintStream host;
        private final boolean error;

        ByCaller(PrintStream host, boolean error) {
            this.host = host;
            this.error = error;
        }

        private PrintStream target() {
            Boot boot = Boot.current();
            return boot == null ? host : error ? boot.streams().err() : boot.streams().out();
        }

        @Override
        public void write(int b) {
            target().write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            target().write(bytes, offset, length);
        }

        @Override
        public void flush() {
            target().flush();
        }
    }
}
