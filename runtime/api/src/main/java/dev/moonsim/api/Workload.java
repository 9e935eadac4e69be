package dev.moonsim.api;

/**
 * Drives the nodes of a simulation and judges them. It runs on a machine of its own, which faults leave alone, and uses
 * ordinary sockets and clients. A new object is made for each instance and run, by the constructor without parameters; an
 * exception out of any of the methods fails the run. All methods are called by the same thread, the machine's {@code main}.
 */
public interface Workload {
    /** How reports name it; the name of its machine where it is not overridden. */
    default String name() {
        return "";
    }

    /** Once the nodes have booted, without faults. All workloads are through with it before any {@link #run} starts. */
    default void setup(WorkloadContext context) throws Exception {}

    /** While chaos goes on and after it; returns when the workload is done. */
    void run(WorkloadContext context) throws Exception;

    /** When all workloads are done and the faults are over; the nodes are still up. */
    default void check(WorkloadContext context) throws Exception {}
}
