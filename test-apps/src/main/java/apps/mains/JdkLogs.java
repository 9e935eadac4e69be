package apps.mains;

import java.lang.management.ManagementFactory;
import java.security.Security;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Messages by {@code System.Logger} from the program and from a class of the JDK: to the {@code LoggerFinder} on the class path
 * ({@link PrintingFinder}); or to {@code java.util.logging}, as the program sets it up ({@code handler}) or as a file does
 * ({@code configured}).
 */
public final class JdkLogs {
    private static final String OF_THE_JDK = "jdk.event.security";

    private JdkLogs() {}

    public static void main(String[] args) throws Exception {
        if (args.length > 0 && args[0].equals("handler")) {
            SimpleFormatter formatter = new SimpleFormatter();
            Logger logger = Logger.getLogger(OF_THE_JDK);
            logger.setLevel(Level.FINE);
            logger.addHandler(new Handler() {
                @Override
                public void publish(LogRecord record) {
                    System.out.println(record.getLoggerName() + ": " + formatter.formatMessage(record) + " at "
                            + record.getInstant().getEpochSecond() / 86_400);
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            });
        }
        Security.setProperty("before", "1");
        if (args.length > 0 && args[0].equals("configured")) {
            System.out.println("server " + ManagementFactory.getPlatformMBeanServer().getDefaultDomain()); // which asks its loggers
        }
        Thread thread = new Thread(() -> Security.setProperty("after", "2"));
        thread.start();
        thread.join();
        System.getLogger("program").log(System.Logger.Level.INFO, "hello");
        System.out.println("finders " + PrintingFinder.made());
    }
}
