package dev.moonsim.intercept;

import dev.moonsim.node.Boot;
import java.util.HashSet;
import java.util.Set;
import java.util.logging.LogManager;

/**
 * {@code java.util.logging}: the log manager with its loggers, handlers and shutdown hook is a boot's own, and so are the
 * log files that its file handlers have locked. For the loggers of the JDK's own classes see {@link SystemLoggersArea}.
 */
public final class LoggingArea implements Area {
    private static final String MANAGER = "java/util/logging/LogManager";
    private static final String FILES = "java/util/logging/FileHandler";

    @Override
    public void declare(Catalog c) {
        Class<LoggingArea> by = LoggingArea.class;
        c.staticRead(MANAGER, "manager", "Ljava/util/logging/LogManager;").as("()Ljava/lang/Object;")
                .onlyIn(MANAGER, MANAGER + "$LoggerContext").by(by, "manager");
        // Else the class's initialiser would make one, with its shutdown hook, for the boot that happens to come first.
        c.body(MANAGER, "initLogManager", "()Ljava/util/logging/LogManager;").as("()Ljava/lang/Object;").always()
                .by(by, "none");
        c.staticRead(FILES, "locks", "Ljava/util/Set;").onlyIn(FILES).by(by, "lockedFiles");
    }

    public static Object none() {
        return null;
    }

    public static Object manager() {
        Boot boot = Boot.current();
        return boot == null ? OutsideManager.INSTANCE : boot.own(MANAGER, LoggingArea::newManager);
    }

    /** Whether a boot has a log manager, or properties that say how one is to be set up. */
    static boolean isConfigured(Boot boot) {
        return boot.has(MANAGER) || System.getProperty("java.util.logging.config.class") != null
                || System.getProperty("java.util.logging.config.file") != null;
    }

    /** As the class's own initialiser does it. */
    private static LogManager newManager() {
        String name = System.getProperty("java.util.logging.manager");
        if (name != null) {
            try {
                return (LogManager) Boot.current().loader().loadClass(name).getDeclaredConstructor().newInstance();
            } catch (ReflectiveOperationException | RuntimeException e) {
                System.err.println("Could not load Logmanager \"" + name + "\"");
                e.printStackTrace();
            }
        }
        return new OwnManager();
    }

    /** Its constructor is for subclasses only. */
    private static final class OwnManager extends LogManager {
    }

    /** For threads that are no tasks. It reads no configuration: that would be the program's, with handlers of its own. */
    private static final class OutsideManager extends LogManager {
        static final LogManager INSTANCE = new OutsideManager();

        @Override
        public void readConfiguration() {}
    }

    public static Set<String> lockedFiles() {
        Boot boot = Boot.current();
        return boot == null ? OutsideFiles.LOCKED : boot.own(FILES + ".locks", HashSet::new);
    }

    private static final class OutsideFiles {
        static final Set<String> LOCKED = new HashSet<>();
    }
}
