package dev.moonsim.intercept;

import dev.moonsim.jdk.ClassNames;
import dev.moonsim.jdk.IdentityHash;
import dev.moonsim.node.Boot;
import dev.moonsim.node.NodeLoader;
import dev.moonsim.sched.Monitors;
import dev.moonsim.sched.Preemption;
import java.lang.invoke.MethodHandles;

/**
 * Class loading and linking: the application loader of a boot, classes that no transformer sees, and the JVM's linking of
 * call sites and initialising of its own classes, which draw hashes and seeds only when they happen for the first time in a
 * JVM and so must not shift those of the program.
 */
public final class LoadingArea implements Area {
    private static final String[][] LINKING = {
        {"linkCallSite", "(Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;"
                + "[Ljava/lang/Object;)Ljava/lang/invoke/MemberName;"},
        {"linkMethod", "(Ljava/lang/Class;ILjava/lang/Class;Ljava/lang/String;Ljava/lang/Object;[Ljava/lang/Object;)"
                + "Ljava/lang/invoke/MemberName;"},
        {"linkDynamicConstant", "(Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;"
                + "Ljava/lang/Object;)Ljava/lang/Object;"},
        {"linkMethodHandleConstant", "(Ljava/lang/Class;ILjava/lang/Class;Ljava/lang/String;Ljava/lang/Object;)"
                + "Ljava/lang/invoke/MethodHandle;"},
        {"findMethodHandleType", "(Ljava/lang/Class;[Ljava/lang/Class;)Ljava/lang/invoke/MethodType;"},
    };

    @Override
    public void declare(Catalog c) {
        Class<LoadingArea> by = LoadingArea.class;
        c.body("java/lang/ClassLoader", "getSystemClassLoader", "()Ljava/lang/ClassLoader;").by(by, "systemLoader");
        String lookup = "java/lang/invoke/MethodHandles$Lookup";
        c.call(lookup, "defineHiddenClass",
                "([BZ[Ljava/lang/invoke/MethodHandles$Lookup$ClassOption;)Ljava/lang/invoke/MethodHandles$Lookup;")
                .by(by, "defineHidden");
        c.call(lookup, "defineHiddenClassWithClassData",
                "([BLjava/lang/Object;Z[Ljava/lang/invoke/MethodHandles$Lookup$ClassOption;)"
                        + "Ljava/lang/invoke/MethodHandles$Lookup;").by(by, "defineHiddenWithData");
        for (String[] method : LINKING) {
            linking(c, "java/lang/invoke/MethodHandleNatives", method[0], method[1]);
        }
        linking(c, Hook.ANY_JDK_CLASS, "<clinit>", "()V");
        // The method by which the JVM asks for a class.
        linking(c, "java/lang/ClassLoader", "loadClass", "(Ljava/lang/String;)Ljava/lang/Class;");
        linking(c, Hook.LOADERS_OF_THE_PROGRAM, "loadClass", "(Ljava/lang/String;)Ljava/lang/Class;");
        c.monitors("java/lang/ClassLoader", "loadClass", "(Ljava/lang/String;Z)Ljava/lang/Class;").by(by, "entering");
    }

    private static void linking(Catalog c, String owner, String method, String descriptor) {
        c.before(owner, method, descriptor).as("()V").by(LoadingArea.class, "linkingBegins");
        c.after(owner, method, descriptor).as("()V").by(LoadingArea.class, "linkingEnds").alsoWhenThrown();
    }

    public static ClassLoader systemLoader() {
        return Boot.current().loader();
    }

    public static MethodHandles.Lookup defineHidden(MethodHandles.Lookup lookup, byte[] bytes, boolean initialize,
            MethodHandles.Lookup.ClassOption... options) throws IllegalAccessException {
        ClassNames.original(bytes);
        return lookup.defineHiddenClass(NodeLoader.rewrite(bytes), initialize, options);
    }

    public static MethodHandles.Lookup defineHiddenWithData(MethodHandles.Lookup lookup, byte[] bytes, Object data,
            boolean initialize, MethodHandles.Lookup.ClassOption... options) throws IllegalAccessException {
        ClassNames.original(bytes);
        return lookup.defineHiddenClassWithClassData(NodeLoader.rewrite(bytes), data, initialize, options);
    }

    /** The lock of a class's name, or of a loader, which a task may have while it waits in code of the program's. */
    public static void entering(Object lock) {
        Monitors.enter(lock);
    }

    public static void linkingBegins() {
        if (Boot.current() != null) {
            if (!IdentityHash.isHeld()) {
                Preemption.keep();
            }
            IdentityHash.hold();
        }
    }

    public static void linkingEnds() {
        if (Boot.current() != null) {
            IdentityHash.release();
            if (!IdentityHash.isHeld()) {
                Preemption.takeBack();
            }
        }
    }
}
