package dev.moonsim.api;

/**
 * Something that must hold at every instant of a run. It is made anew for each run by the constructor without parameters, and
 * checked after every step that changed the published state; it must depend on nothing else.
 */
@FunctionalInterface
public interface Invariant {
    /** How reports name it; its class where it is not overridden. */
    default String name() {
        return getClass().getName();
    }

    /**
     * @throws AssertionError or any other exception where it does not hold; the run fails with it
     */
    void check(State state) throws Exception;
}
