package dev.moonsim.node;

import java.util.ArrayList;
import java.util.List;
import jdk.internal.access.JavaLangAccess;
import jdk.internal.access.SharedSecrets;

/**
 * What the manifest of an executable jar asks of the JDK's modules, which {@code java -jar} grants to all code on class paths.
 *
 * @param exports {@code module/package}, as in {@code Add-Exports}
 * @param opens the same, as in {@code Add-Opens}
 * @param nativeAccess {@code Enable-Native-Access: ALL-UNNAMED}
 */
public record ModuleAccess(List<String> exports, List<String> opens, boolean nativeAccess) {
    public static final ModuleAccess NONE = new ModuleAccess(List.of(), List.of(), false);

    private static volatile boolean nativeAccessGranted;

    public ModuleAccess and(ModuleAccess other) {
        if (equals(NONE)) {
            return other;
        }
        List<String> allExports = new ArrayList<>(exports);
        allExports.addAll(other.exports);
        List<String> allOpens = new ArrayList<>(opens);
        allOpens.addAll(other.opens);
        return new ModuleAccess(List.copyOf(allExports), List.copyOf(allOpens), nativeAccess || other.nativeAccess);
    }

    /** Grants it in this JVM, for good; what names no package of the JDK is passed over, as the launcher does. */
    public void grant() {
        JavaLangAccess modules = SharedSecrets.getJavaLangAccess();
        for (String export : exports) {
            Module module = moduleOf(export);
            if (module != null) {
                modules.addExportsToAllUnnamed(module, packageOf(export));
            }
        }
        for (String open : opens) {
            Module module = moduleOf(open);
            if (module != null) {
                modules.addOpensToAllUnnamed(module, packageOf(open));
            }
        }
        if (nativeAccess) {
            nativeAccessGranted = true;
            modules.addEnableNativeAccessToAllUnnamed();
        }
    }

    /** Whether a jar that this JVM runs was given native access. */
    public static boolean isNativeAccessGranted() {
        return nativeAccessGranted;
    }

    private static Module moduleOf(String name) {
        int slash = name.indexOf('/');
        Module module = slash < 0 ? null : ModuleLayer.boot().findModule(name.substring(0, slash)).orElse(null);
        return module != null && module.getDescriptor().packages().contains(packageOf(name)) ? module : null;
    }

    private static String packageOf(String name) {
        return name.substring(name.indexOf('/') + 1);
    }
}
