package dev.moonsim.intercept;

import dev.moonsim.jdk.JdkInternals;
import dev.moonsim.node.ModuleAccess;
import dev.moonsim.sched.Task;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;

/** Whether a program may use native code: as the command line ({@code --enable-native-access}) or the jar says, whatever ran in the JVM before. */
public final class NativeAccessArea implements Area {
    /** The JVM's own answer becomes true when it has warned, and stays so in the runs that follow. */
    private static final boolean ENABLED = ClassLoader.getSystemClassLoader().getUnnamedModule().isNativeAccessEnabled();

    @Override
    public void declare(Catalog c) {
        Class<NativeAccessArea> by = NativeAccessArea.class;
        c.body("java/lang/Module", "ensureNativeAccess", "(Ljava/lang/Class;Ljava/lang/String;Ljava/lang/Class;Z)V")
                .by(by, "ensureNativeAccess");
        c.body("java/lang/Module", "isNativeAccessEnabled", "()Z").when("isOfAProgram").by(by, "isNativeAccessEnabled");
    }

    private static final class Native {
        static final MethodHandle ENSURE;

        static {
            try {
                ENSURE = JdkInternals.lookup(Module.class).findVirtual(Module.class, "ensureNativeAccess",
                        MethodType.methodType(void.class, Class.class, String.class, Class.class, boolean.class));
            } catch (ReflectiveOperationException e) {
                throw JdkInternals.missing("java.lang.Module.ensureNativeAccess");
            }
        }
    }

    /** Warns, or refuses, as the JVM was told; the warning too comes once in a JVM and is no output of the program. */
    public static void ensureNativeAccess(Module module, Class<?> owner, String method, Class<?> caller, boolean jni) {
        Task task = Task.enterHost();
        try {
            Native.ENSURE.invokeExact(module, owner, method, caller, jni);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        } finally {
            Task.leaveHost(task);
        }
    }

    public static boolean isOfAProgram(Module module) {
        return Task.isSimulated() && !module.isNamed();
    }

    public static boolean isNativeAccessEnabled(Module module) {
        return ENABLED || ModuleAccess.isNativeAccessGranted();
    }
}
