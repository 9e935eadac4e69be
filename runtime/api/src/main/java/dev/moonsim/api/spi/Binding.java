package dev.moonsim.api.spi;

/**
 * Where a simulation puts itself before the first class of the API is used. In production nobody calls {@link #bind}, the
 * classes of the API find null and keep it in a constant.
 */
public final class Binding {
    private static volatile Simulator bound;

    private Binding() {}

    /** Called by Moonsim when its agent starts. */
    public static void bind(Simulator simulator) {
        bound = simulator;
    }

    /** Null outside of a JVM that simulates. */
    public static Simulator simulator() {
        return bound;
    }
}
