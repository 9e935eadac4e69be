package dev.moonsim.entry;

import java.io.File;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What {@code java -jar moonsim.jar} calls. Compiled for Java 8: on a JDK too old for the simulation it finds a newer one
 * and starts again with that.
 */
public final class Main {
    /** Set in a JVM that another one started in its own place. */
    public static final String RELAUNCHED = "moonsim.relaunched";

    private Main() {}

    public static void main(String[] args) throws Throwable {
        if (Jdk.runningFeature() < Jdk.OLDEST) {
            System.exit(relaunch(args));
        }
        try {
            Class.forName("dev.moonsim.cli.Cli").getMethod("main", String[].class).invoke(null, (Object) args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static int relaunch(String[] args) throws Exception {
        Jdk jdk;
        try {
            jdk = Jdk.find();
        } catch (Jdk.NotFound e) {
            System.err.println("moonsim: " + e.getMessage());
            return 2;
        }
        List<String> command = new ArrayList<String>();
        command.add(jdk.java());
        command.add("-D" + RELAUNCHED + "=true");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(Main.class.getName());
        command.addAll(Arrays.asList(args));
        final Process child = new ProcessBuilder(command).directory(new File("").getAbsoluteFile()).inheritIO().start();
        leaveInterruptToChild();
        Runtime.getRuntime().addShutdownHook(new Thread(new Runnable() {
            @Override
            public void run() {
                child.destroy();
            }
        }));
        return child.waitFor();
    }

    /**
     * Ctrl-C reaches this JVM and the child alike: the child ends with its report, and this one waits for it. By reflection,
     * as the compiler does not show the class for Java 8.
     */
    private static void leaveInterruptToChild() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object nothing = Proxy.newProxyInstance(null, new Class<?>[] {handler}, new InvocationHandler() {
                @Override
                public Object invoke(Object proxy, Method method, Object[] arguments) {
                    return null; // not SIG_IGN, which the child would inherit
                }
            });
            signal.getMethod("handle", signal, handler).invoke(null, signal.getConstructor(String.class).newInstance("INT"), nothing);
        } catch (ReflectiveOperationException e) {
            // Ctrl-C ends both at once
        }
    }
}
