package dev.moonsim.intercept;

import dev.moonsim.run.Simulation;
import dev.moonsim.sched.Task;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.prefs.Preferences;

/**
 * What would leave the simulation behind its back and has no counterpart in it: native functions through {@code java.lang.foreign},
 * preferences, which lock files by code of their own, and signals, which would strike the JVM that runs all nodes. Refused with errors
 * that the API allows for, so that a library which can do without does so.
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

    private static UnsupportedOperationException refused(String call, String why) {
        Simulation.refused(call);
        return new UnsupportedOperationException("moonsim: " + call + ": " + why);
    }
}
