package dev.moonsim.sched;

/** What a task waits for. Asked only when a report tells of it: most waits end, and nobody ever wants to know. */
@FunctionalInterface
public interface Awaited {
    /** As a person reads it: "bytes from 10.0.1.2:80". */
    String what();

    /** True where only a party outside the program could end the wait, such as an accept. */
    default boolean isOutside() {
        return false;
    }
}
