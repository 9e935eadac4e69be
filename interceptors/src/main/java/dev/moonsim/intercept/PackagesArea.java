package dev.moonsim.intercept;

import dev.moonsim.jdk.JdkInternals;
import dev.moonsim.sched.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import jdk.internal.access.JavaLangAccess;
import jdk.internal.access.SharedSecrets;

/**
 * Which packages of the JDK there are, by {@code Package.getPackages} and its like. In the JVM these are the ones that it has loaded a
 * class of, with Moonsim's own among them; to a program, all that the JDK's modules have.
 */
public final class PackagesArea implements Area {
    private static final String LOADER = "java/lang/ClassLoader";
    private static final String PACKAGE = "Ljava/lang/Package;";

    @Override
    public void declare(Catalog c) {
        Class<PackagesArea> by = PackagesArea.class;
        String boot = "jdk/internal/loader/BootLoader";
        c.body(boot, "getDefinedPackage", "(Ljava/lang/String;)" + PACKAGE).when("isKnown").by(by, "ofBoot");
        c.body(boot, "packages", "()Ljava/util/stream/Stream;").by(by, "allOfBoot");
        c.body(LOADER, "getDefinedPackage", "(Ljava/lang/String;)" + PACKAGE).when("isPlatform").by(by, "ofPlatform");
        c.body(LOADER, "packages", "()Ljava/util/stream/Stream;").when("isPlatform").by(by, "allOfPlatform");
    }

    /** The modules of a loader of the JDK by their packages, in order. */
    private static final class Modules {
        static final Modules BOOT = new Modules(null);
        static final Modules PLATFORM = new Modules(ClassLoader.getPlatformClassLoader());
        private static final JavaLangAccess JAVA_LANG = SharedSecrets.getJavaLangAccess();

        private final Map<String, Module> packages = new TreeMap<>();
        private final ClassLoader keeper;

        Modules(ClassLoader loader) {
            // The loader of the boot classes has an object too, which keeps what is known of their packages.
            keeper = loader != null ? loader : bootLoader();
            for (Module module : ModuleLayer.boot().modules()) {
                if (module.getClassLoader() == loader) {
                    for (String name : module.getPackages()) {
                        packages.put(name, module);
                    }
                }
            }
        }

        private static ClassLoader bootLoader() {
            try {
                var lookup = JdkInternals.lookup(JdkInternals.type("jdk.internal.loader.ClassLoaders"));
                return (ClassLoader) lookup.findStaticGetter(lookup.lookupClass(), "BOOT_LOADER",
                        JdkInternals.type("jdk.internal.loader.ClassLoaders$BootClassLoader")).invoke();
            } catch (Throwable t) {
                throw JdkInternals.missing("field ClassLoaders.BOOT_LOADER");
            }
        }

        Package get(String name) {
            Module module = packages.get(name);
            return module == null ? null : JAVA_LANG.definePackage(keeper, name, module);
        }

        Stream<Package> all() {
            List<Package> all = new ArrayList<>();
            for (String name : packages.keySet()) {
                all.add(get(name));
            }
            return all.stream();
        }
    }

    /** Not where it is on a boot class path that the user gave. */
    public static boolean isKnown(String name) {
        return Task.isSimulated() && (Modules.BOOT.packages.containsKey(name)
                || name.startsWith("dev.moonsim.") && !name.startsWith("dev.moonsim.api"));
    }

    public static Package ofBoot(String name) {
        return Modules.BOOT.get(name);
    }

    public static Stream<Package> allOfBoot() {
        return Modules.BOOT.all();
    }

    public static boolean isPlatform(ClassLoader loader, String name) {
        return Task.isSimulated() && loader == ClassLoader.getPlatformClassLoader();
    }

    public static boolean isPlatform(ClassLoader loader) {
        return Task.isSimulated() && loader == ClassLoader.getPlatformClassLoader();
    }

    public static Package ofPlatform(ClassLoader loader, String name) {
        return Modules.PLATFORM.get(name);
    }

    public static Stream<Package> allOfPlatform(ClassLoader loader) {
        return Modules.PLATFORM.all();
    }
}
