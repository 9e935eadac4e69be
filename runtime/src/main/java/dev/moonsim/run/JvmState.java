package dev.moonsim.run;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.TimeZone;
import dev.moonsim.node.Boot;

/**
 * What the JVM shares between runs: standard streams, locale, time zone. Set at the start of a run to the same values
 * whatever ran before, put back at its end.
 */
final class JvmState {
    private static final InputStream HOST_IN = System.in;

    private JvmState() {}

    static void reset(PrintStream hostOut, PrintStream hostErr, boolean cluster) {
        Locale.setDefault(Locale.US);
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        System.setOut(new PrintStream(new ByCaller(hostOut, false), true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(new ByCaller(hostErr, true), true, StandardCharsets.UTF_8));
        System.setIn(InputStream.nullInputStream());
        Statics.reset(cluster);
    }

    static void restore(PrintStream hostOut, PrintStream hostErr) {
        System.setOut(hostOut);
        System.setErr(hostErr);
        System.setIn(HOST_IN);
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
