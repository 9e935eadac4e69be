package dev.moonsim.intercept;

import dev.moonsim.node.Boot;
import dev.moonsim.run.Simulation;
import java.io.IOException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** What belongs to the operating-system process: its end, its properties and environment, its size, other processes. */
public final class ProcessArea implements Area {
    private static final int PROCESSORS = 4;
    static final long MAX_MEMORY = 1L << 30;
    private static final long FREE_MEMORY = 1L << 29;
    private static final long FIRST_PID = 1000;

    @Override
    public void declare(Catalog c) {
        Class<ProcessArea> by = ProcessArea.class;
        String runtime = "java/lang/Runtime";
        c.body(runtime, "exit", "(I)V").by(by, "exit");
        c.body(runtime, "halt", "(I)V").by(by, "halt");
        c.body(runtime, "addShutdownHook", "(Ljava/lang/Thread;)V").by(by, "addHook");
        c.body(runtime, "removeShutdownHook", "(Ljava/lang/Thread;)Z").by(by, "removeHook");
        c.call(runtime, "availableProcessors", "()I").everywhere().by(by, "processors");
        c.call(runtime, "freeMemory", "()J").everywhere().by(by, "freeMemory");
        c.call(runtime, "totalMemory", "()J").everywhere().by(by, "totalMemory");
        c.call(runtime, "maxMemory", "()J").everywhere().by(by, "maxMemory");
        c.body(runtime, "loadLibrary0", "(Ljava/lang/Class;Ljava/lang/String;)V").when("isApplication").by(by, "loadLibrary");
        c.body(runtime, "load0", "(Ljava/lang/Class;Ljava/lang/String;)V").when("isApplication").by(by, "loadLibrary");
        String system = "java/lang/System";
        String string = "Ljava/lang/String;";
        c.body(system, "getProperties", "()Ljava/util/Properties;").by(by, "properties");
        c.body(system, "setProperties", "(Ljava/util/Properties;)V").by(by, "setProperties");
        c.body(system, "getProperty", "(" + string + ")" + string).by(by, "property");
        c.body(system, "getProperty", "(" + string + string + ")" + string).by(by, "propertyOr");
        c.body(system, "setProperty", "(" + string + string + ")" + string).by(by, "setProperty");
        c.body(system, "clearProperty", "(" + string + ")" + string).by(by, "clearProperty");
        c.body(system, "getenv", "(" + string + ")" + string).by(by, "variable");
        c.body(system, "getenv", "()Ljava/util/Map;").by(by, "environment");
        c.body("java/lang/ProcessEnvironment", "environment", "()Ljava/util/Map;").by(by, "environmentOfAChild");
        c.body("java/lang/ProcessBuilder", "start", "([Ljava/lang/ProcessBuilder$Redirect;)Ljava/lang/Process;")
                .as("(Ljava/lang/ProcessBuilder;[Ljava/lang/Object;)Ljava/lang/Process;").by(by, "spawn");
        c.body("java/lang/ProcessHandleImpl", "pid", "()J").as("(Ljava/lang/Object;)J").by(by, "pid");
        c.body("jdk/internal/misc/Signal", "handle",
                "(Ljdk/internal/misc/Signal;Ljdk/internal/misc/Signal$Handler;)Ljdk/internal/misc/Signal$Handler;")
                .as("(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;").by(by, "handleSignal");
    }

    public static void exit(Runtime runtime, int status) {
        Boot.current().exitInTask(status);
    }

    public static void halt(Runtime runtime, int status) {
        Boot.current().haltInTask(status);
    }

    public static void addHook(Runtime runtime, Thread hook) {
        Boot.current().addHook(hook);
    }

    public static boolean removeHook(Runtime runtime, Thread hook) {
        if (hook == null) {
            throw new NullPointerException();
        }
        return Boot.current().removeHook(hook);
    }

    public static int processors(Runtime runtime) {
        return Boot.current() == null ? runtime.availableProcessors() : PROCESSORS;
    }

    /** A fixed figure: what is free really depends on the collector. */
    public static long freeMemory(Runtime runtime) {
        return Boot.current() == null ? runtime.freeMemory() : FREE_MEMORY;
    }

    public static long totalMemory(Runtime runtime) {
        return Boot.current() == null ? runtime.totalMemory() : MAX_MEMORY;
    }

    public static long maxMemory(Runtime runtime) {
        return Boot.current() == null ? runtime.maxMemory() : MAX_MEMORY;
    }

    /** A library of the program's own could do anything behind the simulation's back; those of the JDK are known. */
    public static boolean isApplication(Runtime runtime, Class<?> caller, String name) {
        return Boot.current() != null && caller.getModule().getLayer() != ModuleLayer.boot();
    }

    public static void loadLibrary(Runtime runtime, Class<?> caller, String name) {
        String file = name.substring(name.lastIndexOf('/') + 1); // extracted libraries have a number or UUID of their own each
        Simulation.refused(Simulation.NATIVE_LIBRARY + file.replaceFirst("[0-9]{8,}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "*"));
        throw new UnsatisfiedLinkError("moonsim: native library " + name + " of " + caller.getName()
                + " is not loaded: its own input and output would leave the simulation");
    }

    public static Properties properties() {
        return Boot.current().properties();
    }

    public static void setProperties(Properties properties) {
        Boot.current().setProperties(properties);
    }

    public static String property(String key) {
        return Boot.current().properties().getProperty(checked(key));
    }

    public static String propertyOr(String key, String otherwise) {
        return Boot.current().properties().getProperty(checked(key), otherwise);
    }

    public static String setProperty(String key, String value) {
        return (String) Boot.current().properties().setProperty(checked(key), value);
    }

    public static String clearProperty(String key) {
        return (String) Boot.current().properties().remove(checked(key));
    }

    private static String checked(String key) {
        if (key == null) {
            throw new NullPointerException("key can't be null");
        }
        if (key.isEmpty()) {
            throw new IllegalArgumentException("key can't be empty");
        }
        return key;
    }

    public static String variable(String name) {
        return Boot.current().environment().get(java.util.Objects.requireNonNull(name));
    }

    public static Map<String, String> environment() {
        return Boot.current().environment();
    }

    /** What a {@code ProcessBuilder} starts from; the program may change it. */
    public static Map<String, String> environmentOfAChild() {
        return new TreeMap<>(Boot.current().environment());
    }

    public static Process spawn(ProcessBuilder builder, Object[] redirects) throws IOException {
        String program = builder.command().isEmpty() ? "" : builder.command().get(0);
        Simulation.refused("java.lang.ProcessBuilder.start " + program);
        throw new IOException("Cannot run program \"" + program
                + "\": moonsim: java.lang.ProcessBuilder.start is not simulated, no process is started");
    }

    /** Every handle that a program can get is its own. */
    public static long pid(Object handle) {
        return FIRST_PID + Boot.current().nodeIndex();
    }

    /** Signals come from outside, and nobody is there: the handler is accepted and never called. */
    public static Object handleSignal(Object signal, Object handler) {
        return null;
    }
}
