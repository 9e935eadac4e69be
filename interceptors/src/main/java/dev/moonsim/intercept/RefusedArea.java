package dev.moonsim.intercept;

import dev.moonsim.run.Simulation;
import dev.moonsim.sched.Task;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.prefs.Preferences;

/**
 * What would leave the simulation behind its back and has no counterpart in it: native functions through {@code java.lang.foreign},
 * preferences, which lock files by code of their own, signals, which would strike the JVM that runs all nodes, thread dumps, SCTP, smart
 * cards and the system's Kerberos, and the JDK's own natives of {@link RefusedNatives}. Refused with errors that the API allows for,
 * so that a library which can do without does so.
 */
public final class RefusedArea implements Area {
    /** Functions of the C library that see and change the memory of their process and nothing else. Lucene gives advice on maps. */
    private static final Set<String> HARMLESS = Set.of("malloc", "calloc", "realloc", "free", "aligned_alloc", "posix_memalign",
            "memcpy", "memmove", "memset", "memcmp", "strlen", "strcmp", "strncmp", "strcpy", "strncpy", "strcat", "qsort", "bsearch",
            "getpagesize", "madvise", "posix_madvise");

    @Override
    public void declare(Catalog c) {
        Class<RefusedArea> by = RefusedArea.class;
        c.body("jdk/internal/foreign/SystemLookup", "find", "(Ljava/lang/String;)Ljava/util/Optional;")
                .as("(Ljava/lang/Object;Ljava/lang/String;)Ljava/util/Optional;").when("isRefused").by(by, "function");
        String lookup = "Ljava/lang/foreign/SymbolLookup;";
        String symbols = "java/lang/foreign/SymbolLookup";
        c.body(symbols, "libraryLookup", "(Ljava/lang/String;Ljava/lang/foreign/Arena;)" + lookup).by(by, "library");
        c.body(symbols, "libraryLookup", "(Ljava/nio/file/Path;Ljava/lang/foreign/Arena;)" + lookup).by(by, "library");
        c.body("java/util/prefs/Preferences", "userRoot", "()Ljava/util/prefs/Preferences;").by(by, "preferences");
        c.body("java/util/prefs/Preferences", "systemRoot", "()Ljava/util/prefs/Preferences;").by(by, "preferences");
        c.body("jdk/internal/misc/Signal", "raise", "(Ljdk/internal/misc/Signal;)V").as("(Ljava/lang/Object;)V").by(by, "raise");
        c.body("com/sun/management/internal/HotSpotDiagnostic", "dumpThreads",
                "(Ljava/lang/String;Lcom/sun/management/HotSpotDiagnosticMXBean$ThreadDumpFormat;)V")
                .as("(Ljava/lang/Object;Ljava/lang/String;Ljava/lang/Object;)V").by(by, "dumpThreads");
        for (String kind : new String[] {"SctpChannel", "SctpServerChannel", "SctpMultiChannel"}) {
            String type = "com/sun/nio/sctp/" + kind;
            c.body(type, "open", "()L" + type + ";").as("()Ljava/lang/Object;").by(by, "sctp");
        }
        // In place of the libraries that the host may have or not.
        c.call("sun/security/smartcardio/PCSC", "checkAvailable", "()V").onlyIn("sun/security/smartcardio/SunPCSC$Factory")
                .by(by, "smartCards");
        c.call("sun/security/jgss/wrapper/GSSLibStub", "init", "(Ljava/lang/String;Z)Z")
                .onlyIn("sun/security/jgss/wrapper/SunNativeProvider$1").by(by, "nativeGss");
        refuseNatives(c);
    }

    private static void refuseNatives(Catalog c) {
        String text = RefusedNatives.TEXT;
        int start = 0;
        for (int end; (end = text.indexOf('\n', start)) >= 0; start = end + 1) {
            int name = text.indexOf(' ', start) + 1;
            int descriptor = text.indexOf('(', name);
            c.refuse(text.substring(start, name - 1), text.substring(name, descriptor), text.substring(descriptor, end))
                    .by(RefusedArea.class, "refuse");
        }
    }

    /** Before the call of a native method. */
    public static void refuse(String method) {
        if (Task.isSimulated()) {
            throw refused(method, "this native method would leave the simulation");
        }
    }

    public static boolean isRefused(Object lookup, String name) {
        return Task.isSimulated() && !HARMLESS.contains(name);
    }

    /** As where the C library has no such function. */
    public static Optional<MemorySegment> function(Object lookup, String name) {
        Simulation.refused("the native function " + name);
        return Optional.empty();
    }

    public static SymbolLookup library(String name, Arena arena) {
        Simulation.refused(Simulation.NATIVE_LIBRARY + name.substring(name.lastIndexOf('/') + 1));
        throw new IllegalArgumentException("moonsim: native library " + name + " is not loaded: it would leave the simulation");
    }

    public static SymbolLookup library(Path path, Arena arena) {
        return library(path.toString(), arena);
    }

    public static Preferences preferences() {
        throw refused("java.util.prefs.Preferences", "preferences are not simulated");
    }

    public static void raise(Object signal) {
        throw refused("jdk.internal.misc.Signal.raise", "signals that a program sends to itself are not simulated");
    }

    public static void dumpThreads(Object bean, String file, Object format) throws IOException {
        Simulation.refused("com.sun.management.HotSpotDiagnosticMXBean.dumpThreads");
        throw new IOException("moonsim: a dump of all threads is not simulated: it would tell of the JVM that runs all nodes");
    }

    public static Object sctp() {
        throw refused("com.sun.nio.sctp", "SCTP is not simulated");
    }

    /** The factory's static initialiser asks too: that is once in a JVM, and nothing that a run may count. */
    public static void smartCards() {
        String call = "javax.smartcardio";
        Task task = Task.enterHost();
        boolean initialising = StackWalker.getInstance().walk(frames -> frames.anyMatch(f -> f.getMethodName().equals("<clinit>")));
        Task.leaveHost(task);
        if (!initialising) {
            Simulation.refused(call);
        }
        throw new UnsupportedOperationException("moonsim: " + call + ": smart cards are not simulated");
    }

    /** As where there is no such library. */
    public static boolean nativeGss(String library, boolean debug) {
        return false;
    }

    private static UnsupportedOperationException refused(String call, String why) {
        Simulation.refused(call);
        return new UnsupportedOperationException("moonsim: " + call + ": " + why);
    }
}
