package dev.moonsim.node;

import dev.moonsim.jdk.JdkInternals;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import jdk.internal.misc.MethodFinder;

/** The main thread of a boot: finds {@code main} as the JDK's launcher does, in all the forms JDK 25 allows. */
final class MainThread extends Thread {
    private final Boot boot;

    MainThread(ThreadGroup group, Boot boot) {
        super(group, null, "main", 0, false);
        this.boot = boot;
        setDaemon(false);
        setPriority(NORM_PRIORITY);
        setContextClassLoader(boot.loader());
    }

    @Override
    public void run() {
        NodeSpec spec = boot.node().spec();
        try {
            Class<?> type = Class.forName(spec.mainClass(), false, boot.loader());
            Method main = MethodFinder.findMainMethod(type);
            if (main == null) {
                throw new NoSuchMethodException("Main method not found in class " + type.getName());
            }
            MethodHandles.Lookup lookup = JdkInternals.lookup(type);
            Object[] arguments = main.getParameterCount() == 0 ? new Object[0]
                    : new Object[] {spec.args().toArray(new String[0])};
            if (Modifier.isStatic(main.getModifiers())) {
                invoke(lookup.unreflect(main), arguments);
            } else {
                var constructor = type.getDeclaredConstructor();
                Object instance = lookup.unreflectConstructor(constructor).invoke();
                invoke(lookup.unreflect(main).bindTo(instance), arguments);
            }
        } catch (InvocationTargetException e) {
            throw JdkInternals.rethrow(e.getCause());
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
    }

    private static void invoke(MethodHandle main, Object[] arguments) throws Throwable {
        if (arguments.length == 0) {
            main.invoke();
        } else {
            main.invoke((String[]) arguments[0]);
        }
    }
}
