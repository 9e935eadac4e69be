package dev.moonsim.trace;

/** What can happen in a run. The key that enters the digest is derived from the name, not from the order. */
public enum EventKind {
    STEP("step"),
    TASK_START("task.start"),
    TASK_END("task.end"),
    TIMER("timer"),
    PREEMPT("task.preempt"),
    STALL("task.stall"),
    NODE_BOOT("node.boot"),
    NODE_EXIT("node.exit"),
    NODE_CRASH("node.crash"),
    UNCAUGHT("task.uncaught"),
    OUTPUT("output"),
    RANDOM("random"),
    NET_CONNECT("net.connect"),
    NET_ACCEPT("net.accept"),
    NET_SEND("net.send"),
    NET_DELIVER("net.deliver"),
    NET_CLOSE("net.close"),
    NET_RESET("net.reset"),
    UDP_SEND("udp.send"),
    UDP_DELIVER("udp.deliver"),
    UDP_DROP("udp.drop"),
    DISK_OPEN("disk.open"),
    DISK_READ("disk.read"),
    DISK_WRITE("disk.write"),
    DISK_SYNC("disk.sync"),
    DISK_NAMESPACE("disk.namespace"),
    DISK_CRASH("disk.crash"),
    FAULT("fault"),
    FAULT_END("fault.end"),
    PHASE("phase"),
    ESCAPE("escape"),
    /** A value of the host entered the run, as the user allowed. Which value it was is text and not in the digest. */
    ALLOWED("allowed"),
    /** A property was violated; at the end of a run, how often each was evaluated. */
    PROPERTY("property"),
    /** A place of the program misbehaves on purpose. */
    BUGGIFY("buggify"),
    /** The program tells of an event of its own. */
    LIFECYCLE("lifecycle"),
    FAILURE("failure"),
    RUN_END("run.end");

    private final String label;
    private final long key;

    EventKind(String label) {
        this.label = label;
        long h = 0xcbf29ce484222325L; // FNV-1a
        for (int i = 0; i < label.length(); i++) {
            h = (h ^ label.charAt(i)) * 0x100000001b3L;
        }
        key = h;
    }

    public String label() {
        return label;
    }

    long key() {
        return key;
    }
}
