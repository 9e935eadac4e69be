package dev.moonsim.intercept;

import dev.moonsim.node.Boot;
import dev.moonsim.sched.Task;
import java.io.BufferedReader;
import java.io.Console;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import jdk.internal.misc.VM;

/** {@code System.out}, {@code err} and {@code in}, of which each boot has its own. */
public final class StreamsArea implements Area {
    @Override
    public void declare(Catalog c) {
        Class<StreamsArea> by = StreamsArea.class;
        String system = "java/lang/System";
        c.staticRead(system, "out", "Ljava/io/PrintStream;").by(by, "out");
        c.staticRead(system, "err", "Ljava/io/PrintStream;").by(by, "err");
        c.staticRead(system, "in", "Ljava/io/InputStream;").by(by, "in");
        c.body(system, "setOut", "(Ljava/io/PrintStream;)V").by(by, "setOut");
        c.body(system, "setErr", "(Ljava/io/PrintStream;)V").by(by, "setErr");
        c.body(system, "setIn", "(Ljava/io/InputStream;)V").by(by, "setIn");
        c.body("java/lang/IO", "reader", "()Ljava/io/BufferedReader;").by(by, "reader");
        c.body("sun/misc/Unsafe", "log", "(Ljava/lang/String;)V").by(by, "warning");
        c.body(system, "console", "()Ljava/io/Console;").by(by, "console");
    }

    /** That somebody uses this class: the JVM says it once in its life, not once in a run, and for itself. */
    public static void warning(String message) {
        Task task = Task.enterHost();
        try {
            VM.initialErr().println(message);
        } finally {
            Task.leaveHost(task);
        }
    }

    public static PrintStream out() {
        Boot boot = Boot.current();
        return boot == null ? System.out : boot.streams().out();
    }

    public static PrintStream err() {
        Boot boot = Boot.current();
        return boot == null ? System.err : boot.streams().err();
    }

    public static InputStream in() {
        Boot boot = Boot.current();
        return boot == null ? System.in : boot.streams().in();
    }

    /** What {@code IO.readln} keeps for its process, once it was asked. */
    public static BufferedReader reader() {
        return Boot.current().own("java/lang/IO", () -> new BufferedReader(new InputStreamReader(in(), StandardCharsets.UTF_8)));
    }

    public static void setOut(PrintStream stream) {
        Boot.current().streams().setOut(stream);
    }

    public static void setErr(PrintStream stream) {
        Boot.current().streams().setErr(stream);
    }

    public static void setIn(InputStream stream) {
        Boot.current().streams().setIn(stream);
    }

    /** Nobody sits at a simulated terminal. */
    public static Console console() {
        return null;
    }
}
