package apps.mains;

import java.util.logging.Handler;
import java.util.logging.LogRecord;

/** A program's own handler, which a configuration file of {@code java.util.logging} names. */
public final class PrintingHandler extends Handler {
    private static int made;
    private int records;

    /** The log manager makes it. */
    public PrintingHandler() {
        System.out.println("handler " + ++made);
    }

    @Override
    public void publish(LogRecord record) {
        System.out.println("record " + ++records + " of " + record.getLoggerName());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
