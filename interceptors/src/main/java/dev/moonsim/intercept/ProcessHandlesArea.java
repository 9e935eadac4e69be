package dev.moonsim.intercept;

import dev.moonsim.node.Boot;
import dev.moonsim.node.Program;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code ProcessHandle}: the only process that a program sees is its own, without a parent or children. */
public final class ProcessHandlesArea implements Area {
    private static final String HANDLE = "java/lang/ProcessHandleImpl";
    private static final String OPTIONAL = "Ljava/util/Optional;";
    private static final String STREAM = "Ljava/util/stream/Stream;";

    @Override
    public void declare(Catalog c) {
        Class<ProcessHandlesArea> by = ProcessHandlesArea.class;
        String own = "(Ljava/lang/Object;)";
        c.body(HANDLE, "info", "()Ljava/lang/ProcessHandle$Info;").as(own + "Ljava/lang/ProcessHandle$Info;").by(by, "info");
        c.body(HANDLE, "toString", "()Ljava/lang/String;").as(own + "Ljava/lang/String;").by(by, "text");
        c.body(HANDLE, "hashCode", "()I").as(own + "I").by(by, "hash");
        c.body(HANDLE, "parent", "()" + OPTIONAL).as(own + OPTIONAL).by(by, "parent");
        c.body(HANDLE, "children", "()" + STREAM).as(own + STREAM).by(by, "children");
        c.body(HANDLE, "descendants", "()" + STREAM).as(own + STREAM).by(by, "children");
        c.body(HANDLE, "children", "(J)" + STREAM).by(by, "all");
        c.body(HANDLE, "get", "(J)" + OPTIONAL).by(by, "get");
    }

    private record Info(Optional<String> command, Optional<String> commandLine, Optional<String[]> arguments,
            Optional<Instant> startInstant, Optional<Duration> totalCpuDuration, Optional<String> user) implements ProcessHandle.Info {
        @Override
        public String toString() { // as the JDK's
            return "[user: " + user + ", cmd: " + command.orElse("") + ", args: " + List.of(arguments.orElse(new String[0]))
                    + ", startTime: " + startInstant + ", totalTime: " + totalCpuDuration + "]";
        }
    }

    public static ProcessHandle.Info info(Object handle) {
        Program program = Boot.current().node().program();
        String command = System.getProperty("java.home") + "/bin/java";
        List<String> arguments = new ArrayList<>();
        program.properties().forEach((name, value) -> arguments.add("-D" + name + "=" + value));
        arguments.add("-cp");
        arguments.add(program.classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        arguments.add(program.mainClass());
        arguments.addAll(program.args());
        return new Info(Optional.of(command), Optional.of(command + " " + String.join(" ", arguments)),
                Optional.of(arguments.toArray(new String[0])), Optional.of(Instant.ofEpochMilli(MonitoringArea.startTime(null))),
                Optional.of(Duration.ZERO), Optional.of("moonsim"));
    }

    public static String text(Object handle) {
        return Long.toString(ProcessArea.pid(handle));
    }

    public static int hash(Object handle) {
        return Long.hashCode(ProcessArea.pid(handle));
    }

    public static Optional<ProcessHandle> parent(Object handle) {
        return Optional.empty();
    }

    public static Stream<ProcessHandle> children(Object handle) {
        return Stream.empty();
    }

    /** @param parent 0 for all processes */
    public static Stream<ProcessHandle> all(long parent) {
        return parent == 0 ? Stream.of(ProcessHandle.current()) : Stream.empty();
    }

    public static Optional<ProcessHandle> get(long pid) {
        return pid == ProcessArea.pid(null) ? Optional.of(ProcessHandle.current()) : Optional.empty();
    }
}
