package dev.moonsim.config;

import dev.moonsim.node.ModuleAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * What the manifest of a jar says to {@code java -jar}.
 *
 * @param main the class whose {@code main} is run
 * @param access what it asks of the JDK's modules
 */
public record ExecutableJar(String main, ModuleAccess access) {
    private static final String ALL_UNNAMED = "ALL-UNNAMED";

    /**
     * Complains where it is no jar, or one that cannot be run.
     *
     * @param where what the error message begins with
     */
    public static ExecutableJar read(Path jar, String where) {
        if (!Files.isRegularFile(jar)) {
            throw new UsageError(where + ": there is no jar file " + jar);
        }
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            String main = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
            if (main == null) {
                throw new UsageError(where + ": " + jar + " has no Main-Class in its manifest, want an executable jar");
            }
            return new ExecutableJar(main.strip(), access(manifest.getMainAttributes(), where + ": " + jar));
        } catch (IOException e) {
            throw new UsageError(where + ": " + jar + " is no jar file (" + e.getMessage() + ")");
        }
    }

    private static ModuleAccess access(Attributes attributes, String where) {
        String agent = attributes.getValue("Launcher-Agent-Class");
        if (agent != null) {
            throw new UsageError(where + " has Launcher-Agent-Class: " + agent
                    + " in its manifest; agents of a service are not supported, want a jar without it");
        }
        String exports = attributes.getValue("Add-Exports");
        String opens = attributes.getValue("Add-Opens");
        String nativeAccess = attributes.getValue("Enable-Native-Access");
        if (exports == null && opens == null && nativeAccess == null) {
            return ModuleAccess.NONE;
        }
        if (nativeAccess != null && !nativeAccess.equals(ALL_UNNAMED)) {
            throw new UsageError(where + " has Enable-Native-Access: " + nativeAccess + " in its manifest, want " + ALL_UNNAMED);
        }
        return new ModuleAccess(words(exports), words(opens), nativeAccess != null);
    }

    private static List<String> words(String value) {
        return value == null || value.isBlank() ? List.of() : List.of(value.strip().split(" +"));
    }
}
