package dev.moonsim.node;

import dev.moonsim.jdk.IdentityHash;
import dev.moonsim.jdk.JdkInternals;
import dev.moonsim.sched.ClassInit;
import dev.moonsim.sched.StaticState;
import dev.moonsim.sched.Task;
import dev.moonsim.trace.Interleaving;
import dev.moonsim.trace.Trace;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.SecureClassLoader;
import java.security.cert.Certificate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.Attributes.Name;
import java.util.jar.Manifest;
import jdk.internal.loader.URLClassPath;
import jdk.internal.misc.Unsafe;

/**
 * The application class loader of one boot: the service's own class path below the platform loader, with statics of its
 * own. The JDK's modules that the JVM defines to its application loader are found too. As that one it is no
 * {@code URLClassLoader}: programs ask.
 */
public final class NodeLoader extends SecureClassLoader {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    private static final long NAME_AND_ID = JdkInternals.offset(ClassLoader.class, "nameAndId", String.class);
    private static final long CLASSES = JdkInternals.offset(ClassLoader.class, "classes", ArrayList.class);
    private static final long UNNAMED = Trace.hash("the unnamed module");
    private static ClassRewriter rewriter = (name, bytes) -> bytes;
    private static final Set<String> SYSTEM_PACKAGES = new HashSet<>();

    static {
        registerAsParallelCapable();
        ClassLoader system = ClassLoader.getSystemClassLoader();
        for (Module module : ModuleLayer.boot().modules()) {
            if (module.getClassLoader() == system) {
                SYSTEM_PACKAGES.addAll(module.getPackages());
            }
        }
    }

    /** Loaders of boots that are over, whose classes can be used again. */
    private static final Map<ClassPath, ArrayDeque<NodeLoader>> IDLE = new HashMap<>();
    private static boolean reusing;

    private final ClassPath classPath;
    private final URLClassPath resources;
    private final List<Class<?>> defined = new ArrayList<>();
    private List<StaticState> states = List.of();
    private int captured;
    private boolean defining;
    private boolean retired;
    private int examined;
    private int proxies;
    private int hash;

    private NodeLoader(ClassPath classPath) {
        super("app", ClassLoader.getPlatformClassLoader());
        this.classPath = classPath;
        resources = new URLClassPath(classPath.urls());
        // The JVM writes both into messages of its own: as of the JDK's application loader, and the same in every run.
        UNSAFE.putReference(this, NAME_AND_ID, "'app'");
        IdentityHash.fixHere(getUnnamedModule(), UNNAMED);
    }

    /** Whether boots that begin from here on may use the classes of boots that are over. */
    public static void reuse(boolean allowed) {
        reusing = allowed;
    }

    /**
     * The loader of a new boot: its classes are fresh, or as good as fresh.
     *
     * @param hash its identity hash code
     */
    static NodeLoader take(List<Path> paths, int hash) {
        ClassPath classPath = ClassPath.of(paths);
        NodeLoader loader = null;
        if (reusing) {
            ArrayDeque<NodeLoader> idle = IDLE.get(classPath);
            while (loader == null && idle != null && !idle.isEmpty()) {
                NodeLoader used = idle.poll();
                loader = used.reset() ? used : null;
            }
        }
        if (loader == null) {
            loader = new NodeLoader(classPath);
        }
        loader.hash = hash;
        return loader;
    }

    /** @return false where its classes cannot be made as good as fresh */
    private boolean reset() {
        if (captured < defined.size()) {
            List<StaticState> all = new ArrayList<>();
            try {
                for (int i = 0; i < defined.size(); i++) { // looking at a class may load others
                    StaticState state = StaticState.capture(defined.get(i));
                    if (state != null) { // else it is not initialised yet
                        all.add(state);
                    }
                }
            } catch (LinkageError e) {
                return false; // an optional library that is not there
            }
            states = all;
            captured = all.size();
        }
        for (StaticState state : states) {
            state.reset();
        }
        ClassInit.reuse();
        return true;
    }

    /** The boot cannot be undone in its classes: they are not used again. */
    public void retire() {
        retired = true;
    }

    /**
     * The boot is dead, or the run is over: none of its tasks runs again. The next boot of any node may have the classes, so
     * that a node that crashes again and again does not make the JVM compile its code for each of its lives.
     *
     * @param tasksLeft whether tasks of the boot have not ended; they may hold monitors of its classes for ever
     */
    void giveBack(boolean tasksLeft) {
        if (retired || Interleaving.isRecording() || tasksLeft && mayBeLocked() || hasClassesOfTheProgram()) {
            return;
        }
        ArrayDeque<NodeLoader> idle = IDLE.computeIfAbsent(classPath, path -> new ArrayDeque<>());
        if (reusing || idle.isEmpty()) { // else it was there to be compared with, and the others' code is compiled
            idle.push(this);
        }
    }

    /**
     * Whether the program has defined classes at run time, as by {@code Lookup.defineClass}: the next boot's program would find
     * them there. Proxies are the JDK's, which looks for them first.
     */
    private boolean hasClassesOfTheProgram() {
        List<?> all = (List<?>) UNSAFE.getReference(this, CLASSES);
        for (; examined < all.size(); examined++) {
            if (Proxy.isProxyClass((Class<?>) all.get(examined))) {
                proxies++;
            }
        }
        return examined > defined.size() + proxies;
    }

    private boolean mayBeLocked() {
        for (Class<?> type : defined) {
            if (StaticState.mayBeLocked(type)) {
                return true;
            }
        }
        return false;
    }

    /** What {@link #mainClass} had for a main method, in the boots before. */
    MethodHandle main;
    String mainClass;

    /** Its identity hash code, which each boot decides. */
    public int hash() {
        return hash;
    }

    public static void rewriteWith(ClassRewriter installed) {
        rewriter = installed;
    }

    /** Rewrites class bytes that reach the JVM on a way that no transformer sees, such as a hidden class. */
    public static byte[] rewrite(byte[] bytes) {
        return rewriter.rewrite("of a run-time generated class", bytes);
    }

    /** True while this loader hands the JVM bytes that were rewritten already. */
    public boolean isDefining() {
        return defining;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        // The one part of Moonsim that belongs to the program: it is linked to the program's JUnit.
        if (name.startsWith("dev.moonsim.junit.")) {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : findClass(name);
            }
        }
        return super.loadClass(name, resolve);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        Task host = Task.enterHost();
        try {
            ClassPath.ClassFile found = classPath.find(name, rewriter);
            int dot = name.lastIndexOf('.');
            String pack = dot < 0 ? "" : name.substring(0, dot);
            if (found == null) {
                if (SYSTEM_PACKAGES.contains(pack)) {
                    return ClassLoader.getSystemClassLoader().loadClass(name);
                }
                throw new ClassNotFoundException(name);
            }
            if (dot > 0 && getDefinedPackage(pack) == null) {
                definePackage(pack, found);
            }
            ProtectionDomain domain = new ProtectionDomain(
                    new CodeSource(found.source(), (Certificate[]) null), null, this, null);
            defining = true;
            try {
                Class<?> type = ClassDefiner.define(() ->
                        defineClass(name, found.bytes(), 0, found.bytes().length, domain));
                long key = Trace.hash(name);
                IdentityHash.fixHere(type, key); // this may be the thread of ClassDefiner
                IdentityHash.fixHere(domain, ~key);
                defined.add(type);
                return type;
            } finally {
                defining = false;
            }
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        } finally {
            Task.leaveHost(host);
        }
    }

    private void definePackage(String name, ClassPath.ClassFile found) {
        Manifest manifest = found.manifest();
        if (manifest == null) {
            definePackage(name, null, null, null, null, null, null, null);
            return;
        }
        Attributes own = manifest.getAttributes(name.replace('.', '/') + '/');
        Attributes all = manifest.getMainAttributes();
        boolean sealed = "true".equalsIgnoreCase(value(Name.SEALED, own, all));
        definePackage(name, value(Name.SPECIFICATION_TITLE, own, all), value(Name.SPECIFICATION_VERSION, own, all),
                value(Name.SPECIFICATION_VENDOR, own, all), value(Name.IMPLEMENTATION_TITLE, own, all),
                value(Name.IMPLEMENTATION_VERSION, own, all), value(Name.IMPLEMENTATION_VENDOR, own, all),
                sealed ? found.source() : null);
    }

    private static String value(Name name, Attributes own, Attributes all) {
        String value = own == null ? null : own.getValue(name);
        return value == null ? all.getValue(name) : value;
    }

    @Override
    protected URL findResource(String name) {
        return resources.findResource(name);
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        return resources.findResources(name);
    }
}
