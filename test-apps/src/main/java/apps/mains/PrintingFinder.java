package apps.mains;

import java.text.MessageFormat;
import java.util.ResourceBundle;

/** A program's own {@code LoggerFinder}: it prints each message, and when it was made. */
public final class PrintingFinder extends System.LoggerFinder {
    private static int made;

    /** The service loader makes it. */
    public PrintingFinder() {
        made++;
    }

    static int made() {
        return made;
    }

    @Override
    public System.Logger getLogger(String name, Module module) {
        System.out.println("logger " + name);
        return new System.Logger() {
            @Override
            public String getName() {
                return name;
            }

            @Override
            public boolean isLoggable(Level level) {
                return true;
            }

            @Override
            public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
                System.out.println(name + ": " + message);
            }

            @Override
            public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
                System.out.println(name + ": " + MessageFormat.format(format, parameters));
            }
        };
    }
}
