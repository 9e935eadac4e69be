package dev.moonsim.junit;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/**
 * The main class of a test's run: calls the methods that make up the test, on a new instance. It knows JUnit only by name.
 * When the test is over, so is the process, whatever threads are left.
 */
public final class InSimulation {
    private InSimulation() {}

    /**
     * @param args the test class; then in order {@code before=CLASS#METHOD}, {@code test=CLASS#METHOD} and
     *     {@code after=CLASS#METHOD}; the last are called also where a method has failed
     */
    public static void main(String[] args) throws Throwable {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        Class<?> type = Class.forName(args[0], true, loader);
        Throwable failure = null;
        Object instance = null;
        for (int i = 1; i < args.length; i++) {
            int equals = args[i].indexOf('=');
            int hash = args[i].indexOf('#');
            boolean after = args[i].substring(0, equals).equals("after");
            if (failure != null && !after) {
                continue;
            }
            Method method = Class.forName(args[i].substring(equals + 1, hash), true, loader)
                    .getDeclaredMethod(args[i].substring(hash + 1));
            method.setAccessible(true);
            try {
                if (instance == null && !Modifier.isStatic(method.getModifiers())) {
                    Constructor<?> constructor = type.getDeclaredConstructor();
                    constructor.setAccessible(true);
                    instance = constructor.newInstance();
                }
                method.invoke(instance);
            } catch (InvocationTargetException e) {
                failure = first(failure, e.getCause());
            }
        }
        if (failure != null && !failure.getClass().getName().equals("org.opentest4j.TestAbortedException")) {
            throw failure;
        }
        System.exit(0);
    }

    private static Throwable first(Throwable first, Throwable next) {
        if (first == null) {
            return next;
        }
        first.addSuppressed(next);
        return first;
    }
}
