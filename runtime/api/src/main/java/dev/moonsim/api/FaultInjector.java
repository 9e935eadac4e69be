package dev.moonsim.api;

/**
 * Faults of one's own. It is made anew for each run by the constructor without parameters and runs during the chaos phase as
 * a thread outside of all nodes: it may sleep, wait for facts and use {@link FaultContext}; when the phase ends, its thread
 * is interrupted and its faults are undone.
 */
public interface FaultInjector {
    /** How reports name it; its class where it is not overridden. */
    default String name() {
        return getClass().getName();
    }

    void inject(FaultContext context) throws Exception;
}
