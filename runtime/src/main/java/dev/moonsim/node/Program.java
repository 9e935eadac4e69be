package dev.moonsim.node;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a node boots.
 *
 * @param version names it among the versions of its group; "" where there is one only
 * @param mainClass binary name; for a driver, a class that implements {@link dev.moonsim.api.Workload}
 * @param classPath entries as the host sees them, absolute
 * @param access what its jar asks of the JDK's modules
 * @param args placeholders already replaced
 * @param properties system properties beside the standard ones
 * @param environment environment variables; the host's are never visible
 * @param workingDirectory the host directory that {@code user.dir} names
 */
public record Program(String version, String mainClass, List<Path> classPath, ModuleAccess access, List<String> args,
        Map<String, String> properties, Map<String, String> environment, Path workingDirectory) {
    /** One that asks nothing of the JDK's modules. */
    public Program(String version, String mainClass, List<Path> classPath, List<String> args, Map<String, String> properties,
            Map<String, String> environment, Path workingDirectory) {
        this(version, mainClass, classPath, ModuleAccess.NONE, args, properties, environment, workingDirectory);
    }
}
