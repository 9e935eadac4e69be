package dev.moonsim.node;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a node runs.
 *
 * @param name also its host name
 * @param ip dotted IPv4
 * @param mainClass binary name
 * @param classPath entries as the host sees them, absolute
 * @param args placeholders already replaced
 * @param properties system properties beside the standard ones
 * @param environment environment variables; the host's are never visible
 * @param workingDirectory the host directory that {@code user.dir} names
 * @param workload true for a test driver: the run ends when all of them have, and chaos leaves it alone
 */
public record NodeSpec(String name, String ip, String mainClass, List<Path> classPath, List<String> args,
        Map<String, String> properties, Map<String, String> environment, Path workingDirectory, boolean workload) {
}
