package apps.process;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.prefs.Preferences;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import jdk.jfr.Recording;

/** Prints every attribute of every management bean of the platform, what the JDK tells of processes, and how it refuses what would leave them. */
public final class Monitors {
    private Monitors() {}

    public static void main(String[] args) throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        for (int i = 0; i < 2; i++) {
            Thread thread = new Thread(() -> {
                try {
                    end.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }, "waiting " + i);
            thread.setDaemon(i == 1);
            thread.start();
        }
        Thread.sleep(2500);
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        for (ObjectName name : new TreeSet<>(server.queryNames(null, null))) {
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                if (attribute.isReadable()) {
                    System.out.println(name + " " + attribute.getName() + ": " + value(server, name, attribute.getName()));
                }
            }
        }
        for (ThreadInfo info : ManagementFactory.getThreadMXBean().dumpAllThreads(true, true)) {
            System.out.println(info.getThreadName() + " " + info.getThreadState() + " " + info.isDaemon() + " " + info.getStackTrace()[0]);
        }
        System.out.println(ProcessHandle.current().info());
        System.out.println(ProcessHandle.allProcesses().toList() + " " + ProcessHandle.current().parent() + " " + ProcessHandle.of(1));
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap("/tmp/heap.hprof", true);
        } catch (java.io.IOException e) {
            System.out.println(e.getMessage());
        }
        try (Recording recording = new Recording()) {
            recording.start();
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
        System.out.println(Linker.nativeLinker().defaultLookup().find("getpid") + " " + Linker.nativeLinker().defaultLookup().find("strlen").isPresent());
        refused(() -> SymbolLookup.libraryLookup("libc.so.6", Arena.global()));
        refused(Preferences::userRoot);
        refused(() -> sun.misc.Signal.raise(new sun.misc.Signal("TERM")));
        ManagementFactory.getThreadMXBean().setThreadContentionMonitoringEnabled(true); // for this process, not for a later one
        end.countDown();
    }

    private static void refused(Runnable call) {
        try {
            call.run();
            System.out.println("not refused");
        } catch (RuntimeException e) {
            System.out.println(e);
        }
    }

    private static String value(MBeanServer server, ObjectName name, String attribute) {
        try {
            return text(server.getAttribute(name, attribute));
        } catch (Exception e) {
            return (e.getCause() == null ? e : e.getCause()).toString();
        }
    }

    private static String text(Object value) {
        return switch (value) {
            case CompositeData data -> {
                Map<String, String> members = new TreeMap<>();
                data.getCompositeType().keySet().forEach(key -> members.put(key, text(data.get(key))));
                yield members.toString();
            }
            case TabularData data -> data.values().stream().map(Monitors::text).sorted().toList().toString();
            case long[] numbers -> Arrays.toString(numbers);
            case Object[] values -> Arrays.stream(values).map(Monitors::text).toList().toString();
            case null -> "null";
            default -> value.toString();
        };
    }
}
