package dev.moonsim.intercept;

import dev.moonsim.jdk.JdkInternals;
import dev.moonsim.node.Boot;
import dev.moonsim.sched.Task;
import java.lang.System.Logger;
import java.lang.System.LoggerFinder;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@code System.Logger}: the program's {@code LoggerFinder} is found on its class path and is a boot's own. The JDK's own classes have
 * their loggers in static fields, one for all boots; what stands behind such a logger is each boot's own too, made by the
 * boot's finder when it is first used, so that a message goes where the program would have it. Code outside of a boot, as the
 * simulation's own, logs to the console: a finder or a configuration of the program's would run the program's code there.
 */
public final class SystemLoggersArea implements Area {
    private static final String FINDERS = "jdk/internal/logger/LoggerFinderLoader";
    private static final String BOOTSTRAP = "jdk/internal/logger/BootstrapLogger";
    private static final String LOGGERS = "jdk/internal/logger/LazyLoggers";
    private static final String LAZY = LOGGERS + "$LazyLoggerAccessor";
    private static final String EVENTS = "jdk/internal/event/EventHelper";
    private static final String SERVICE = "META-INF/services/java.lang.System$LoggerFinder";

    /** Behind the JDK's own loggers where no boot uses them, by name. */
    private static final Map<String, Logger> OUTSIDE = new ConcurrentHashMap<>();

    @Override
    public void declare(Catalog c) {
        Class<SystemLoggersArea> by = SystemLoggersArea.class;
        c.body(FINDERS, "service", "()Ljava/lang/System$LoggerFinder;").always().by(by, "finder");
        c.body(LOGGERS, "accessLoggerFinder", "()Ljava/lang/System$LoggerFinder;").always().by(by, "finder");
        c.body(LAZY, "wrapped", "()Ljava/lang/System$Logger;").as("(Ljava/lang/Object;)Ljava/lang/Object;").always()
                .by(by, "logger");
        c.body(LAZY, "platform", "()Lsun/util/logging/PlatformLogger$Bridge;").as("(Ljava/lang/Object;)Ljava/lang/Object;").always()
                .by(by, "bridge");
        // A logger that is not lazy would be that of the boot which comes first, in a static field.
        c.body(BOOTSTRAP, "useLazyLoggers", "()Z").always().by(by, "lazy");
        // Each of a boot's loggers looks for itself whether there is a log manager.
        c.body(BOOTSTRAP, "redirectTemporaryLoggers", "()V").by(by, "nothing");
        // The JDK asks its logger once, whoever comes first.
        c.body(EVENTS, "isLoggingSecurity", "()Z").by(by, "isLoggingSecurity");
    }

    public static boolean lazy() {
        return true;
    }

    public static void nothing() {}

    public static LoggerFinder finder() {
        Boot boot = Boot.current();
        return boot == null ? Jdk.CONSOLE : boot.own(FINDERS, BootLoggers::new).finder(boot);
    }

    public static Object logger(Object accessor) {
        Boot boot = Boot.current();
        if (boot == null) {
            return OUTSIDE.computeIfAbsent(Jdk.name(accessor), Jdk::temporary);
        }
        return boot.own(FINDERS, BootLoggers::new).logger(boot, accessor);
    }

    public static Object bridge(Object accessor) {
        return Jdk.bridge(logger(accessor));
    }

    public static boolean isLoggingSecurity() {
        return Boot.current().own(EVENTS, () -> SecurityEvents.LOGGER.isLoggable(Logger.Level.DEBUG));
    }

    private static final class SecurityEvents {
        static final Logger LOGGER;

        static {
            Class<?> events = Jdk.type(EVENTS);
            Class<?> loggers = Jdk.type(LOGGERS);
            Task task = Task.enterHost();
            try {
                LOGGER = (Logger) JdkInternals.lookup(loggers).findStatic(loggers, "getLazyLogger",
                        MethodType.methodType(Logger.class, String.class, Module.class))
                        .invoke("jdk.event.security", Object.class.getModule());
                JdkInternals.lookup(events).findStaticVarHandle(events, "securityLogger", Logger.class).set(LOGGER);
            } catch (Throwable t) {
                throw JdkInternals.missing("logger of " + EVENTS.replace('/', '.') + " (" + t + ")");
            } finally {
                Task.leaveHost(task);
            }
        }
    }

    /** What one boot has. */
    private static final class BootLoggers {
        private LoggerFinder finder;
        private boolean loading;
        /** Behind the JDK's own loggers, by name. */
        private final Map<String, Logger> loggers = new HashMap<>();
        private final Map<String, Logger> temporary = new HashMap<>();

        LoggerFinder finder(Boot boot) {
            if (finder == null) {
                if (!isOnClassPath(boot)) {
                    finder = Jdk.FINDER;
                } else if (loading) {
                    return Jdk.CONSOLE; // the finder itself wants a logger
                } else {
                    loading = true;
                    try {
                        finder = Jdk.load();
                    } finally {
                        loading = false;
                    }
                }
            }
            return finder;
        }

        private static boolean isOnClassPath(Boot boot) {
            Task task = Task.enterHost();
            try {
                return boot.loader().getResource(SERVICE) != null;
            } finally {
                Task.leaveHost(task);
            }
        }

        Logger logger(Boot boot, Object accessor) {
            String name = Jdk.name(accessor);
            Logger logger = loggers.get(name);
            if (logger != null) {
                return logger;
            }
            LoggerFinder by = finder(boot);
            if (loading || by == Jdk.FINDER && !LoggingArea.isConfigured(boot)) {
                // As the JDK has it: no log manager is made only because the JDK would log something.
                return temporary.computeIfAbsent(name, Jdk::temporary);
            }
            logger = by.getLogger(name, Jdk.module(accessor));
            loggers.put(name, logger);
            return logger;
        }
    }

    /** The JDK's own. */
    private static final class Jdk {
        /** To {@code java.util.logging}, where that is there. It has no state. */
        static final LoggerFinder FINDER;
        static final LoggerFinder CONSOLE;
        private static final MethodHandle LOAD;
        private static final MethodHandle TEMPORARY;
        private static final MethodHandle BRIDGE;
        private static final MethodHandle NAME;
        private static final MethodHandle MODULE;

        static {
            Class<?> finders = type(FINDERS);
            Class<?> surrogate = type("jdk/internal/logger/SurrogateLogger");
            Class<?> lazy = type(LAZY);
            Class<?> bridge = type("sun/util/logging/PlatformLogger$Bridge");
            MethodHandles.Lookup lookup = JdkInternals.lookup(finders);
            MethodHandles.Lookup accessors = JdkInternals.lookup(lazy);
            Task task = Task.enterHost();
            try {
                FINDER = (LoggerFinder) lookup.findStatic(finders, "loadDefaultImplementation",
                        MethodType.methodType(LoggerFinder.class)).invoke();
                Class<?> console = type("jdk/internal/logger/DefaultLoggerFinder");
                CONSOLE = (LoggerFinder) lookup.findConstructor(console, MethodType.methodType(void.class)).invoke();
                LOAD = lookup.findStatic(finders, "loadLoggerFinder", MethodType.methodType(LoggerFinder.class));
                TEMPORARY = lookup.findStatic(surrogate, "makeSurrogateLogger", MethodType.methodType(surrogate, String.class))
                        .asType(MethodType.methodType(Logger.class, String.class));
                BRIDGE = JdkInternals.lookup(bridge).findStatic(bridge, "convert", MethodType.methodType(bridge, Logger.class))
                        .asType(MethodType.methodType(Object.class, Logger.class));
                NAME = accessors.findGetter(lazy, "name", String.class)
                        .asType(MethodType.methodType(String.class, Object.class));
                MODULE = accessors.findGetter(lazy, "moduleRef", WeakReference.class)
                        .asType(MethodType.methodType(WeakReference.class, Object.class));
            } catch (Throwable t) {
                throw JdkInternals.missing("loggers as they were in " + FINDERS.replace('/', '.') + " (" + t + ")");
            } finally {
                Task.leaveHost(task);
            }
        }

        private static Class<?> type(String internalName) {
            return JdkInternals.type(internalName.replace('/', '.'));
        }

        static LoggerFinder load() {
            try {
                return (LoggerFinder) LOAD.invokeExact();
            } catch (Throwable t) {
                throw JdkInternals.rethrow(t);
            }
        }

        static Logger temporary(String name) {
            try {
                return (Logger) TEMPORARY.invokeExact(name);
            } catch (Throwable t) {
                throw JdkInternals.rethrow(t);
            }
        }

        static Object bridge(Object logger) {
            try {
                return BRIDGE.invokeExact((Logger) logger);
            } catch (Throwable t) {
                throw JdkInternals.rethrow(t);
            }
        }

        static String name(Object accessor) {
            try {
                return (String) NAME.invokeExact(accessor);
            } catch (Throwable t) {
                throw JdkInternals.rethrow(t);
            }
        }

        static Module module(Object accessor) {
            try {
                return (Module) ((WeakReference<?>) MODULE.invokeExact(accessor)).get();
            } catch (Throwable t) {
                throw JdkInternals.rethrow(t);
            }
        }
    }
}
