package dev.moonsim.entry;
import java.lang.instrument.Instrumentation;
/** Temporary. */
public final class Premain {
    private Premain() {}
    public static void premain(String arguments, Instrumentation instrumentation) throws Exception {
        Class.forName("dev.moonsim.agent.Agent", true, null).getMethod("premain", String.class, Instrumentation.class).invoke(null, arguments, instrumentation);
    }
}
