package dev.moonsim.intercept;

import dev.moonsim.node.Boot;
import dev.moonsim.node.NodeClock;
import dev.moonsim.run.Simulation;
import java.io.IOException;
import java.lang.management.MemoryManagerMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.List;

/**
 * What the platform's management beans tell of the process and its machine. It began when its boot did and has the processors and the
 * memory that {@code Runtime} says; work takes no virtual time, so it has used none of a processor. Counts of classes and buffers,
 * and times of the compiler and the collector, are the JVM's own affair, and always the same.
 */
public final class MonitoringArea implements Area {
    private static final String OF_BEAN = "(Ljava/lang/Object;)";
    private static final String USAGE = "Ljava/lang/management/MemoryUsage;";
    private static final int CLASSES = 4096;
    private static final long MACHINE_MEMORY = 4L << 30;
    private static final long FREE_MACHINE_MEMORY = 2L << 30;
    private static final long OPEN_FILES = 1 << 20;
    private static final int STANDARD_STREAMS = 3;

    @Override
    public void declare(Catalog c) {
        String vm = "sun/management/VMManagementImpl";
        bean(c, vm, "getVmId", "Ljava/lang/String;", "name");
        bean(c, vm, "getVmArguments", "Ljava/util/List;", "arguments");
        bean(c, vm, "getLoadedClassCount", "I", "classes");
        // Always, here and below: a boot's server of beans is filled outside its tasks.
        c.body(vm, "getCompilerName", "()Ljava/lang/String;").as(OF_BEAN + "Ljava/lang/String;").always()
                .by(MonitoringArea.class, "compiler");
        c.body("javax/management/MBeanServerDelegate", "getStamp", "()J").always().by(MonitoringArea.class, "stamp");
        String runtime = "sun/management/RuntimeImpl";
        bean(c, runtime, "getStartTime", "J", "startTime");
        bean(c, runtime, "getUptime", "J", "uptime");
        String loading = "sun/management/ClassLoadingImpl";
        bean(c, loading, "getTotalLoadedClassCount", "J", "allClasses");
        bean(c, loading, "getUnloadedClassCount", "J", "none");
        verbose(c, loading);
        bean(c, "sun/management/CompilationImpl", "getTotalCompilationTime", "J", "none");
        String memory = "sun/management/MemoryImpl";
        bean(c, memory, "getHeapMemoryUsage", USAGE, "heap");
        bean(c, memory, "getNonHeapMemoryUsage", USAGE, "nonHeap");
        verbose(c, memory);
        bean(c, memory, "getObjectPendingFinalizationCount", "I", "noneAtAll");
        c.body(memory, "getMemoryPools", "()[Ljava/lang/management/MemoryPoolMXBean;").always().by(MonitoringArea.class, "pools");
        c.body(memory, "getMemoryManagers", "()[Ljava/lang/management/MemoryManagerMXBean;").always()
                .by(MonitoringArea.class, "managers");
        String buffers = "sun/management/ManagementFactoryHelper$1";
        bean(c, buffers, "getCount", "J", "none");
        bean(c, buffers, "getTotalCapacity", "J", "none");
        bean(c, buffers, "getMemoryUsed", "J", "none");
        machine(c);
        String diagnostic = "com/sun/management/internal/HotSpotDiagnostic";
        c.body(diagnostic, "dumpHeap", "(Ljava/lang/String;Z)V").as("(Ljava/lang/Object;Ljava/lang/String;Z)V")
                .by(MonitoringArea.class, "dumpHeap");
        c.call("com/sun/management/internal/DiagnosticCommandImpl", "executeDiagnosticCommand", "(Ljava/lang/String;)Ljava/lang/String;")
                .onlyIn("com/sun/management/internal/DiagnosticCommandImpl")
                .as("(Ljava/lang/Object;Ljava/lang/String;)Ljava/lang/String;").by(MonitoringArea.class, "diagnose");
        c.call("com/sun/management/internal/DiagnosticCommandImpl", "setNotificationEnabled", "(Z)V")
                .onlyIn("com/sun/management/internal/DiagnosticCommandImpl").as("(Ljava/lang/Object;Z)V").by(MonitoringArea.class, "listen");
    }

    private static void machine(Catalog c) {
        String base = "sun/management/BaseOperatingSystemImpl";
        bean(c, base, "getSystemLoadAverage", "D", "noLoad");
        bean(c, base, "getAvailableProcessors", "I", "processors");
        String os = "com/sun/management/internal/OperatingSystemImpl";
        bean(c, os, "getTotalMemorySize", "J", "machineMemory");
        bean(c, os, "getFreeMemorySize", "J", "freeMachineMemory");
        bean(c, os, "getCommittedVirtualMemorySize", "J", "freeMachineMemory");
        bean(c, os, "getTotalSwapSpaceSize", "J", "none");
        bean(c, os, "getFreeSwapSpaceSize", "J", "none");
        bean(c, os, "getProcessCpuTime", "J", "none");
        bean(c, os, "getCpuLoad", "D", "noLoad");
        bean(c, os, "getProcessCpuLoad", "D", "noLoad");
        bean(c, os, "getOpenFileDescriptorCount", "J", "openFiles");
        bean(c, os, "getMaxFileDescriptorCount", "J", "mostOpenFiles");
    }

    private static void verbose(Catalog c, String type) {
        c.body(type, "setVerbose", "(Z)V").as("(Ljava/lang/Object;Z)V").by(MonitoringArea.class, "setVerbose");
    }

    private static void bean(Catalog c, String type, String method, String result, String handler) {
        c.body(type, method, "()" + result).as(OF_BEAN + result).by(MonitoringArea.class, handler);
    }

    // ---- the process ----

    public static String name(Object bean) {
        return ProcessArea.pid(null) + "@" + Boot.current().node().name();
    }

    /** What a command line would need to say for the properties that the scenario gives the node. */
    public static List<String> arguments(Object bean) {
        List<String> arguments = new ArrayList<>();
        Boot.current().node().program().properties().forEach((name, value) -> arguments.add("-D" + name + "=" + value));
        return List.copyOf(arguments);
    }

    /** Also where the JVM has none, and so no bean of it. */
    public static String compiler(Object bean) {
        return "HotSpot 64-Bit Tiered Compilers";
    }

    /** Part of the name of a server of beans. In the JDK it is the time, or one more than the last. */
    public static long stamp() {
        return NodeClock.EPOCH_NANOS / 1_000_000;
    }

    /** What the JVM would print of its own doings goes to the host's standard output. */
    public static void setVerbose(Object bean, boolean verbose) {
        if (verbose) {
            throw new UnsupportedOperationException("moonsim: what the JVM prints of itself is not simulated");
        }
    }

    public static long startTime(Object bean) {
        return Boot.current().node().clock().stampNanos() / 1_000_000 - uptime(bean);
    }

    public static long uptime(Object bean) {
        Boot boot = Boot.current();
        return (boot.simulation().scheduler().now() - boot.startedAt()) / 1_000_000;
    }

    public static int classes(Object bean) {
        return CLASSES;
    }

    public static long allClasses(Object bean) {
        return CLASSES;
    }

    public static long none(Object bean) {
        return 0;
    }

    public static int noneAtAll(Object bean) {
        return 0;
    }

    public static MemoryUsage heap(Object bean) {
        return MemoryBeans.HEAP;
    }

    public static MemoryUsage nonHeap(Object bean) {
        return MemoryBeans.NON_HEAP;
    }

    public static MemoryPoolMXBean[] pools() {
        return MemoryBeans.pools();
    }

    public static MemoryManagerMXBean[] managers() {
        return MemoryBeans.managers();
    }

    // ---- the machine ----

    public static double noLoad(Object bean) {
        return 0;
    }

    public static int processors(Object bean) {
        return ProcessArea.processors(Runtime.getRuntime());
    }

    public static long machineMemory(Object bean) {
        return MACHINE_MEMORY;
    }

    public static long freeMachineMemory(Object bean) {
        return FREE_MACHINE_MEMORY;
    }

    public static long openFiles(Object bean) {
        return STANDARD_STREAMS + NetCalls.host().openDescriptors() + DiskCalls.disk().descriptors().count();
    }

    public static long mostOpenFiles(Object bean) {
        return OPEN_FILES;
    }

    // ---- what would leave the simulation ----

    public static void dumpHeap(Object bean, String file, boolean live) throws IOException {
        Simulation.refused("com.sun.management.HotSpotDiagnosticMXBean.dumpHeap");
        throw new IOException("moonsim: a heap dump is not simulated: it would be written on the host");
    }

    /** Listeners hear of commands that come to the JVM from outside, and to a simulated process none come. */
    public static void listen(Object bean, boolean enabled) {}

    public static String diagnose(Object bean, String command) {
        Simulation.refused("the diagnostic command " + command.split(" ", 2)[0]);
        throw new UnsupportedOperationException("moonsim: diagnostic commands are not simulated: they tell of the host's JVM");
    }
}
