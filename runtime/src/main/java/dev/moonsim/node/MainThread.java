package dev.moonsim.node;

import dev.moonsim.jdk.JdkInternals;
import dev.moonsim.run.WorkloadMain;
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
        Program program = boot.node().program();
        NodeLoader loader = boot.loader();
        try {
            if (boot.node().spec().role() == NodeSpec.Role.WORKLOAD) {
                WorkloadMain.run(boot, Class.forName(program.mainClass(), true, loader));
                return;
            }
            if (loader.main == null || !program.mainClass().equals(loader.mainClass)) {
                loader.main = find(program.mainClass());
                loader.mainClass = program.mainClass();
            }
            MethodHandle main = loader.main;
            if (main.type().parameterCount() == 0) {
                main.invokeExact();
            } else {
                main.invokeExact(program.args().toArray(new String[0]));
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
