package dev.moonsim.node;

import dev.moonsim.jdk.JdkInternals;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
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
        NodeLoader loader = boot.loader();
        try {
            if (loader.main == null || !spec.mainClass().equals(loader.mainClass)) {
                loader.main = find(spec.mainClass());
                loader.mainClass = spec.mainClass();
            }
            MethodHandle main = loader.main;
            if (main.type().parameterCount() == 0) {
                main.invokeExact();
            } else {
                main.invokeExact(spec.args().toArray(new String[0]));
            }
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
    }

    /** The main method, with the array of arguments where it takes them and nothing else. */
    private MethodHandle find(String name) throws Throwable {
        Class<?> type = Class.forName(name, false, boot.loader());
        Method main = MethodFinder.findMainMethod(type);
        if (main == null) {
            throw new NoSuchMethodException("Main method not found in class " + type.getName());
        }
        MethodHandles.Lookup lookup = JdkInternals.lookup(type);
        MethodHandle handle = lookup.unreflect(main);
        if (!Modifier.isStatic(main.getModifiers())) {
            MethodHandle instance = lookup.unreflectConstructor(type.getDeclaredConstructor());
            handle = MethodHandles.foldArguments(handle.asType(handle.type().changeParameterType(0, type)), instance);
        }
        return handle.asType(handle.type().changeReturnType(void.class));
    }
}
