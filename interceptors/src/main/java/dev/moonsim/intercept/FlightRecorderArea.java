package dev.moonsim.intercept;

import dev.moonsim.run.Simulation;

/**
 * The flight recorder writes on the host what happens in its JVM, with threads of the JVM's own. To programs it is not available, as in
 * a JVM that has none: their own events record nothing, and a recording is refused.
 */
public final class FlightRecorderArea implements Area {
    @Override
    public void declare(Catalog c) {
        String support = "jdk/jfr/internal/JVMSupport";
        Class<FlightRecorderArea> by = FlightRecorderArea.class;
        c.body(support, "isNotAvailable", "()Z").by(by, "isNotAvailable");
        for (String kind : new String[] {"IllegalState", "InternalError", "IO"}) {
            String method = kind.equals("InternalError") ? "ensureWithInternalError" : "ensureWith" + kind + "Exception";
            c.body(support, method, "()V").by(by, "refuse" + kind);
        }
    }

    public static boolean isNotAvailable() {
        return true;
    }

    public static void refuseIllegalState() {
        throw new IllegalStateException(refused());
    }

    public static void refuseInternalError() {
        throw new InternalError(refused());
    }

    public static void refuseIO() throws java.io.IOException {
        throw new java.io.IOException(refused());
    }

    private static String refused() {
        Simulation.refused("jdk.jfr");
        return "Flight Recorder is not supported on this VM: moonsim does not simulate it";
    }
}
