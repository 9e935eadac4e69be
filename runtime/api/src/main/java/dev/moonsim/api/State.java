package dev.moonsim.api;

import java.util.Map;

/** The facts that nodes and workloads have published. */
public interface State {
    /** What was published last under a name, or null. Texts, numbers (as they were), booleans, lists and maps. */
    Object get(String key);

    /** All facts, sorted by name. Not to be changed. */
    Map<String, Object> all();

    /** Virtual nanoseconds since the start of the run. */
    long nanos();
}
