package dev.moonsim.intercept;

import com.sun.management.VMOption;
import com.sun.management.VMOption.Origin;
import dev.moonsim.run.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The options of the JVM, as its diagnostic bean tells them. Many follow from the host's memory and processors, and libraries count
 * with them (Lucene with {@code UseCompressedOops}, for its memory), so a process is told of those that {@code Runtime} and
 * {@link MemoryBeans} speak of; of others not. None can be set: they are those of the JVM that runs all nodes.
 */
public final class JvmOptionsArea implements Area {
    private static final String BEAN = "com/sun/management/internal/HotSpotDiagnostic";

    /** Made when somebody asks: classes of {@code jdk.management} need not be loaded at each start. */
    private static final class Options {
        static final VMOption[] ALL = {
            manageable("HeapDumpBeforeFullGC", "false"),
            manageable("HeapDumpAfterFullGC", "false"),
            manageable("HeapDumpOnOutOfMemoryError", "false"),
            manageable("HeapDumpPath", ""),
            manageable("MinHeapFreeRatio", "40"),
            manageable("MaxHeapFreeRatio", "70"),
            manageable("PrintConcurrentLocks", "false"),
            manageable("ShowCodeDetailsInExceptionMessages", "true"),
            fixed("UseCompressedOops", "true", Origin.ERGONOMIC),
            fixed("UseCompressedClassPointers", "true", Origin.DEFAULT),
            fixed("UseCompactObjectHeaders", "false", Origin.DEFAULT),
            fixed("ObjectAlignmentInBytes", "8", Origin.DEFAULT),
            fixed("MaxHeapSize", Long.toString(ProcessArea.MAX_MEMORY), Origin.ERGONOMIC),
            fixed("InitialHeapSize", Long.toString(ProcessArea.MAX_MEMORY), Origin.ERGONOMIC),
            fixed("MaxDirectMemorySize", "0", Origin.DEFAULT),
            fixed("ThreadStackSize", "1024", Origin.DEFAULT),
            fixed("UseSerialGC", "true", Origin.ERGONOMIC),
            fixed("UseParallelGC", "false", Origin.DEFAULT),
            fixed("UseG1GC", "false", Origin.DEFAULT),
            fixed("UseZGC", "false", Origin.DEFAULT),
            fixed("UseShenandoahGC", "false", Origin.DEFAULT),
            fixed("UseEpsilonGC", "false", Origin.DEFAULT),
            fixed("G1HeapRegionSize", "0", Origin.DEFAULT),
            fixed("MaxMetaspaceSize", "18446744073709551615", Origin.DEFAULT),
            fixed("OnError", "", Origin.DEFAULT),
            fixed("OnOutOfMemoryError", "", Origin.DEFAULT),
            fixed("EnableJVMCI", "false", Origin.DEFAULT),
            fixed("UseJVMCICompiler", "false", Origin.DEFAULT),
            fixed("ExitOnOutOfMemoryError", "false", Origin.DEFAULT),
            fixed("CrashOnOutOfMemoryError", "false", Origin.DEFAULT),
            fixed("DisableExplicitGC", "false", Origin.DEFAULT),
        };
    }

    @Override
    public void declare(Catalog c) {
        Class<JvmOptionsArea> by = JvmOptionsArea.class;
        String string = "Ljava/lang/String;";
        String option = "Lcom/sun/management/VMOption;";
        c.body(BEAN, "getVMOption", "(" + string + ")" + option).as("(Ljava/lang/Object;" + string + ")" + option).by(by, "option");
        c.body(BEAN, "getDiagnosticOptions", "()Ljava/util/List;").as("(Ljava/lang/Object;)Ljava/util/List;").by(by, "manageable");
        c.body(BEAN, "setVMOption", "(" + string + string + ")V").as("(Ljava/lang/Object;" + string + string + ")V").by(by, "set");
    }

    private static VMOption manageable(String name, String value) {
        return new VMOption(name, value, true, Origin.DEFAULT);
    }

    private static VMOption fixed(String name, String value, Origin origin) {
        return new VMOption(name, value, false, origin);
    }

    public static VMOption option(Object bean, String name) {
        for (VMOption option : Options.ALL) {
            if (option.getName().equals(Objects.requireNonNull(name, "name cannot be null"))) {
                return option;
            }
        }
        Simulation.refused("the JVM option " + name);
        // As where the JVM has none of this name: callers are prepared for that.
        throw new IllegalArgumentException("moonsim: VM option \"" + name + "\" is not simulated");
    }

    public static List<VMOption> manageable(Object bean) {
        List<VMOption> manageable = new ArrayList<>();
        for (VMOption option : Options.ALL) {
            if (option.isWriteable()) {
                manageable.add(option);
            }
        }
        return manageable;
    }

    public static void set(Object bean, String name, String value) {
        Simulation.refused("setting the JVM option " + name);
        throw new IllegalArgumentException("moonsim: VM option \"" + name + "\" cannot be set: it is one of the JVM that runs all nodes");
    }
}
