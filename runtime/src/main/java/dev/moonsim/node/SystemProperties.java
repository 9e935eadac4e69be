package dev.moonsim.node;

import dev.moonsim.sched.Task;
import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** The system properties a boot starts with: the JVM's own, with what belongs to the host's user or process replaced. */
final class SystemProperties {
    /** Of the JVM, without Moonsim's. */
    private static final Properties JVM = new Properties();

    static {
        Task task = Task.enterHost(); // a task may be the first to ask, and its own properties are just being made
        try {
            Properties all = System.getProperties();
            for (String name : all.stringPropertyNames()) {
                if (!name.startsWith("moonsim.")) {
                    JVM.setProperty(name, all.getProperty(name));
                }
            }
        } finally {
            Task.leaveHost(task);
        }
    }

    private SystemProperties() {}

    static Properties of(Node node) {
        NodeSpec spec = node.spec();
        Properties properties = (Properties) JVM.clone();
        properties.setProperty("user.name", "moonsim");
        properties.setProperty("user.home", "/home/moonsim");
        properties.setProperty("user.dir", spec.workingDirectory().toString());
        properties.setProperty("java.io.tmpdir", "/tmp");
        properties.setProperty("java.class.path",
                spec.classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        properties.setProperty("sun.java.command",
                spec.args().isEmpty() ? spec.mainClass() : spec.mainClass() + " " + String.join(" ", spec.args()));
        properties.remove("sun.java.launcher");
        for (Map.Entry<String, String> entry : spec.properties().entrySet()) {
            properties.setProperty(entry.getKey(), entry.getValue());
        }
        return properties;
    }
}
