package dev.moonsim.node;

import dev.moonsim.jdk.IdentityHash;
import dev.moonsim.sched.Task;
import dev.moonsim.trace.Trace;
import java.io.IOException;
import java.net.URLClassLoader;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.HashSet;
import java.util.Set;

/**
 * The application class loader of one boot: the service's own class path below the platform loader, with statics of its
 * own. The JDK's modules that the JVM defines to its application loader are found too.
 */
public final class NodeLoader extends URLClassLoader {
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

    private final ClassPath classPath;
    private boolean defining;

    NodeLoader(ClassPath classPath) {
        super("app", classPath.urls(), ClassLoader.getPlatformClassLoader());
        this.classPath = classPath;
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
                if (found.manifest() != null) {
                    definePackage(pack, found.manifest(), found.source());
                } else {
                    definePackage(pack, null, null, null, null, null, null, null);
                }
            }
            ProtectionDomain domain = new ProtectionDomain(
                    new CodeSource(found.source(), (Certificate[]) null), null, this, null);
            defining = true;
            try {
                Class<?> type = ClassDefiner.define(() ->
                        defineClass(name, found.bytes(), 0, found.bytes().length, domain));
                long key = Trace.hash(name);
                IdentityHash.fix(type, key);
                IdentityHash.fix(domain, ~key);
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
}
