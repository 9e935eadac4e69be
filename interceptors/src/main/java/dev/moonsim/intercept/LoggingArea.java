package dev.moonsim.intercept;

import dev.moonsim.jdk.JdkInternals;
import dev.moonsim.node.Boot;
import dev.moonsim.sched.Task;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.HashSet;
import java.util.Set;
import java.util.logging.LogManager;

/**
 * {@code java.util.logging}: the log manager with its loggers, handlers and shutdown hook is a boot's own, and so are the
 * log files that its file handlers have locked. The loggers of the JDK's own classes are in static fields of theirs, made
 * when they are first used in a JVM: they have the JVM's manager.
 */
public final class LoggingArea implements Area {
    private static final String MANAGER = "java/util/logging/LogManager";
    private static final String FILES = "java/util/logging/FileHandler";
    private static final String LOGGERS = "jdk/internal/logger/LazyLoggers";
    private static final String LAZY = LOGGERS + "$LazyLoggerAccessor";

    @Override
    public void declare(Catalog c) {
        Class<LoggingArea> by = LoggingArea.class;
        c.staticRead(MANAGER, "manager", "Ljava/util/logging/LogManager;").as("()Ljava/lang/Object;")
                .onlyIn(MANAGER, MANAGER + "$LoggerContext").by(by, "manager");
        // Else the class's initialiser would make one, with its shutdown hook, for the boot that happens to come first.
        c.body(MANAGER, "initLogManager", "()Ljava/util/logging/LogManager;").as("()Ljava/lang/Object;").always()
                .by(by, "none");
        c.body(LAZY, "createLogger", "()Ljava/lang/System$Logger;").as("(Ljava/lang/Object;)Ljava/lang/Object;")
                .by(by, "createLoggerOfTheJdk");
        c.body(LOGGERS, "getLoggerFromFinder", "(Ljava/lang/String;Ljava/lang/Module;)Ljava/lang/System$Logger;").when("isOfTheJdk")
                .by(by, "loggerOfTheJdk");
        c.staticRead(FILES, "locks", "Ljava/util/Set;").onlyIn(FILES).by(by, "lockedFiles");
    }

    public static Object none() {
        return null;
    }

    public static Object manager() {
        Boot boot = Boot.current();
        return boot == null ? OutsideManager.INSTANCE : boot.own(MANAGER, LoggingArea::newManager);
    }

    public static Object createLoggerOfTheJdk(Object accessor) throws Throwable {
        Task task = Task.enterHost();
        try {
            return LoggersOfTheJdk.CREATE.invokeExact(accessor);
        } finally {
            Task.leaveHost(task);
        }
    }

    public static boolean isOfTheJdk(String name, Module module) {
        ClassLoader loader = module.getClassLoader();
        return Task.isSimulated() && (loader == null || loader == ClassLoader.getPlatformClassLoader());
    }

    public static System.Logger loggerOfTheJdk(String name, Module module) throws Throwable {
        Task task = Task.enterHost();
        try {
            return (System.Logger) LoggersOfTheJdk.FIND.invokeExact(name, module);
        } finally {
            Task.leaveHost(task);
        }
    }

    private static final class LoggersOfTheJdk {
        static final MethodHandle CREATE;
        static final MethodHandle FIND;

        static {
            Class<?> lazy = JdkInternals.type(LAZY.replace('/', '.'));
            try {
                CREATE = JdkInternals.lookup(lazy)
                        .findVirtual(lazy, "createLogger", MethodType.methodType(System.Logger.class))
                        .asType(MethodType.methodType(Object.class, Object.class));
                Class<?> loggers = JdkInternals.type(LOGGERS.replace('/', '.'));
                FIND = JdkInternals.lookup(loggers).findStatic(loggers, "getLoggerFromFinder",
                        MethodType.methodType(System.Logger.class, String.class, Module.class));
            } catch (ReflectiveOperationException e) {
                throw JdkInternals.missing("loggers of " + LOGGERS);
            }
        }
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

    /** For threads that are no tasks. */
    private static final class OutsideManager {
        static final LogManager INSTANCE = new OwnManager();
    }

    public static Set<String> lockedFiles() {
        Boot boot = Boot.current();
        return boot == null ? OutsideFiles.LOCKED : boot.own(FILES + ".locks", HashSet::new);
    }

    private static final class OutsideFiles {
        static final Set<String> LOCKED = new HashSet<>();
    }
}
