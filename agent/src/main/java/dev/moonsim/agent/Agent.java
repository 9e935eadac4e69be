package dev.moonsim.agent;

import dev.moonsim.intercept.Catalog;
import dev.moonsim.intercept.LauncherArea;
import dev.moonsim.jdk.ClassMembers;
import dev.moonsim.jdk.FileNames;
import dev.moonsim.jdk.IdentityHash;
import dev.moonsim.jdk.JdkInternals;
import dev.moonsim.launch.Front;
import dev.moonsim.node.IdentityHashes;
import dev.moonsim.node.NodeLoader;
import dev.moonsim.run.ApiBinding;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The start of Moonsim in a JVM: opens the JDK to the runtime, installs the rewriting, and then either runs a scenario at
 * once or lets the JVM's launcher go on to the service's {@code main}, which a hook of the launcher takes over.
 */
public final class Agent {
    /** Packages of java.base that the runtime reaches into. */
    private static final String[] OPENED = {
        "java.io", "java.lang", "java.lang.invoke", "java.lang.reflect", "java.net", "java.nio", "java.nio.channels",
        "java.nio.channels.spi", "java.nio.file", "java.security", "java.util", "java.util.concurrent",
        "java.util.concurrent.locks", "java.util.random", "jdk.internal.access", "jdk.internal.event", "jdk.internal.loader",
        "jdk.internal.logger", "jdk.internal.misc", "jdk.internal.ref", "jdk.internal.util.random", "jdk.internal.vm",
        "sun.launcher", "sun.net", "sun.net.ext", "sun.net.www.http", "sun.nio.ch", "sun.nio.fs", "sun.security.ssl", "sun.util.logging",
    };

    private Agent() {}

    public static void premain(String arguments, Instrumentation instrumentation) {
        try {
            install(instrumentation);
        } catch (Throwable t) {
            fatal("cannot start on this JVM (" + Runtime.version() + ")", t);
        }
        if (Front.runsInPremain()) {
            end(Front.premain());
        }
        LauncherArea.install(new ServiceMain.FromLauncher());
    }

    private static void install(Instrumentation instrumentation) throws UnmodifiableClassException {
        // Else the JVM keeps every virtual thread reachable, and the tasks of crashed boots would never be collected.
        System.setProperty("jdk.trackAllThreads", "false");
        open(instrumentation);
        FileNames.useUtf8();
        ApiBinding.install();
        Catalog catalog = Catalog.load();
        HookIndex index = new HookIndex(catalog);
        Rewriter rewriter = new Rewriter(index, PreemptionPoints.Level.of(System.getProperty("moonsim.preempt", "")));
        NodeLoader.rewriteWith(rewriter::application);
        instrumentation.addTransformer(new Transformer(rewriter), true);
        Set<String> certain = index.certainClasses();
        EarlyClasses early = new EarlyClasses(rewriter);
        List<Class<?>> loaded = new ArrayList<>();
        long hashState = IdentityHash.locate();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (hashState != 0) {
                // A class of the JDK outlives the run, so its hash must not be drawn in one.
                IdentityHashes.early(type);
                IdentityHashes.ofNamed(type.getModule());
            }
            if (EarlyClasses.isCandidate(type)) {
                String name = type.getName().replace('.', '/');
                if ((certain.contains(name) || rewriter.hasPoints(name) || early.areHookedIn(type, name)) && instrumentation.isModifiableClass(type)) {
                    loaded.add(type);
                }
            }
        }
        if (Boolean.getBoolean("moonsim.early-classes")) { // for the test that keeps the list true
            System.out.print(early.list(instrumentation.getAllLoadedClasses()));
            end(0);
        }
        ClassMembers.declaredMethods(Object.class, true); // what this needs itself must not come to its own hook
        instrumentation.retransformClasses(loaded.toArray(new Class<?>[0]));
        catalog.initialised().forEach(JdkInternals::initialise);
        if (hashState != 0) {
            for (Class<?> type : instrumentation.getAllLoadedClasses()) {
                IdentityHashes.early(type); // what was loaded since, and hashed by what had not been rewritten yet
            }
        }
    }

    private static void open(Instrumentation instrumentation) {
        Module moonsim = Agent.class.getModule();
        Map<String, Set<Module>> opens = new HashMap<>();
        for (String name : OPENED) {
            opens.put(name, Set.of(moonsim));
        }
        instrumentation.redefineModule(Object.class.getModule(), Set.of(), opens, opens, Set.of(), Map.of());
    }

    /** Ends the JVM in one line; what went wrong inside Moonsim is shown in full only where somebody asks for it. */
    static void fatal(String what, Throwable cause) {
        System.err.println("moonsim: " + what + ": " + cause);
        if (Boolean.getBoolean("moonsim.debug")) {
            cause.printStackTrace();
        }
        end(2);
    }

    /** Ends the JVM without running anything more of it. */
    public static void end(int status) {
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(status);
    }
}
