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
    private static final Properties JVM;

    static {
        Task task = Task.enterHost(); // a boot's properties are made when a task first asks for them
        JVM = GivenProperties.of(System.getProperties());
        Task.leaveHost(task);
    }

    private SystemProperties() {}

    static Properties of(Program program) {
        Properties properties = (Properties) JVM.clone();
        properties.setProperty("user.name", "moonsim");
        properties.setProperty("user.home", "/home/moonsim");
        properties.setProperty("user.dir", program.workingDirectory().toString());
        properties.setProperty("java.io.tmpdir", "/tmp");
        properties.setProperty("java.class.path",
                program.classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        properties.setProperty("sun.java.command",
                program.args().isEmpty() ? program.mainClass() : program.mainClass() + " " + String.join(" ", program.args()));
        properties.remove("sun.java.launcher");
        for (Map.Entry<String, String> entry : program.properties().entrySet()) {
            properties.setProperty(entry.getKey(), entry.getValue());
        }
        return properties;
    }
}
