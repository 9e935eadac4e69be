package dev.moonsim.api;

import java.util.List;
import java.util.Random;

/** What a workload knows of its run. */
public interface WorkloadContext {
    /** Its place among the instances of its workload, from 0. */
    int index();

    /** How many instances there are. */
    int count();

    /** Its own source: what other parts of the run draw does not change it. */
    Random random();

    /** The nodes of a group, in order. Empty where there is no such group. */
    List<NodeInfo> nodes(String group);

    /** All nodes of the system under test, in order. */
    List<NodeInfo> nodes();

    /** True while faults are injected. */
    boolean isChaos();

    /** True when another workload has come to the end of its {@code run}, or chaos is over: time to return for one without an end. */
    boolean isDone();

    /**
     * Whether this run uses an operation: in {@code swarm} mode, each seed uses one half of a workload's operations by
     * chance, else all are used.
     */
    boolean isEnabled(String operation);

    /** Those of the given operations that this run uses; all of them where the seed chose none. */
    List<String> enabled(String... operations);
}
