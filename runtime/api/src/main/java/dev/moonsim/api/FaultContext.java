package dev.moonsim.api;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Random;

/** What a {@link FaultInjector} can do. Nodes are named as in the scenario. */
public interface FaultContext {
    /** Its own source. */
    Random random();

    /** The facts published so far. */
    State state();

    List<NodeInfo> nodes();

    List<NodeInfo> nodes(String group);

    /** Nodes that have a tag. */
    List<NodeInfo> tagged(String tag, String value);

    /** Nodes in a data centre, zone or machine, by its name: {@code dc1-z2}. */
    List<NodeInfo> placedIn(String domain);

    /** Nodes that are down now. */
    int dead();

    boolean isDead(String node);

    /** Takes a node down; it boots again after a time drawn from 1 to 10 s. */
    void reboot(String node, RebootKind kind);

    /** Takes a node down; it boots again after the given time. */
    void reboot(String node, RebootKind kind, Duration recovery);

    /** A power cut; the node stays down until {@link #restart}, or the end of the chaos phase. */
    void crash(String node);

    /** Boots a node that is down; nothing happens where it is up. */
    void restart(String node);

    /** Boots a node that {@link #crash} took down with another version of its group. */
    void restart(String node, String version);

    /** Holds a node's tasks back, as a collection of garbage does, while its clocks go on. */
    void pause(String node, Duration time);

    /** Separates two sides from each other in both directions, until {@link #heal}. */
    void partition(Collection<String> one, Collection<String> other);

    /** As {@link #partition}, for what {@code from} sends to {@code to} only. */
    void partitionOneWay(Collection<String> from, Collection<String> to);

    boolean isPartitioned(String one, String other);

    /** Ends all partitions. */
    void heal();

    /** Switches a kind of fault of the catalogue on, with its default strength, until {@link #stop}. */
    void start(String fault);

    void stop(String fault);

    /** False once the chaos phase is over. */
    boolean isChaos();
}
