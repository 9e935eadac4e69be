package dev.moonsim.config;

import dev.moonsim.fault.Range;
import dev.moonsim.node.ModuleAccess;
import dev.moonsim.node.NodeSpec.OnExit;
import dev.moonsim.node.NodeSpec.Ready;
import dev.moonsim.node.NodeSpec.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One entry of {@code nodes} or {@code workloads}, as it is written.
 *
 * @param count how many machines; where it is a range, the seed decides
 * @param placement where they stand, which then says how many there are; or null
 * @param versions the programs that they can run, the first at the start
 * @param tags values that are dealt one after the other
 */
record Group(JsonValue json, String name, Range count, PlacementTree placement, List<Version> versions,
        Map<String, List<String>> tags, Role role, OnExit onExit, Ready ready, Range startDelay) {
    /** In one subnet. */
    static final int MOST = 254;

    /** A program before its placeholders are replaced. Values are JSON so that complaints know their place. */
    record Version(String name, String main, List<Path> classPath, ModuleAccess access, List<JsonValue> args,
            Map<String, JsonValue> properties, Map<String, JsonValue> environment, Path workingDirectory) {
    }

    /** How many data centres, zones in each, machines in each and nodes on each, with a disk each or one for all. */
    record PlacementTree(Range dataCenters, Range zones, Range machines, Range nodes, boolean sharedDisk) {
    }

    int least() {
        return placement == null ? (int) count.min() : (int) (placement.dataCenters.min() * placement.zones.min()
                * placement.machines.min() * placement.nodes.min());
    }

    int most() {
        return placement == null ? (int) count.max() : (int) Math.min(Integer.MAX_VALUE / 4, placement.dataCenters.max()
                * placement.zones.max() * placement.machines.max() * placement.nodes.max());
    }

    /** The group has one machine in every run, which is named as the group is. */
    boolean isSingle() {
        return most() == 1;
    }

    String member(int index) {
        return isSingle() ? name : name + "-" + index;
    }
}
