package dev.moonsim.node;

import dev.moonsim.api.NodeInfo;
import java.util.List;
import java.util.Map;

/**
 * A node of one run, as the scenario and the seed have it.
 *
 * @param name also its host name
 * @param ip dotted IPv4
 * @param group the group it belongs to
 * @param index its place in the group, from 0
 * @param members the names of the group's nodes
 * @param tags as dealt
 * @param placement where it stands
 * @param programs the versions it can run; it starts with the first
 * @param role what it is in the run
 * @param onExit what it means that it ends by itself
 * @param ready when its boot counts as done
 * @param startDelayNanos virtual time after which it boots first
 */
public record NodeSpec(String name, String ip, String group, int index, List<String> members, Map<String, String> tags,
        Placement placement, List<Program> programs, Role role, OnExit onExit, Ready ready, long startDelayNanos) {
    /** What a node is in a run. */
    public enum Role {
        /** A part of the system under test. */
        SYSTEM,
        /** A test driver with a {@code main}: the run ends when all drivers have, and chaos leaves them alone. */
        MAIN_WORKLOAD,
        /** A test driver that implements {@link dev.moonsim.api.Workload}. */
        WORKLOAD
    }

    /** What it means that a node ends by itself. */
    public enum OnExit {
        /** An exit status other than 0 fails the run. */
        FAIL,
        /** The node boots again after 1 to 10 s, whatever its status was. */
        RESTART,
        /** Nothing. */
        IGNORE
    }

    /**
     * When a boot counts as done.
     *
     * @param port a TCP port that it listens on, or 0
     * @param log a regular expression that a line of its output contains, or null
     */
    public record Ready(int port, java.util.regex.Pattern log) {
        /** At once. */
        public static final Ready AT_ONCE = new Ready(0, null);

        public boolean isAtOnce() {
            return port == 0 && log == null;
        }
    }

    /** A node alone in its group, without tags, place or further versions. */
    public static NodeSpec of(String name, String ip, Program program, Role role) {
        return new NodeSpec(name, ip, name, 0, List.of(name), Map.of(), Placement.NOWHERE, List.of(program), role,
                OnExit.FAIL, Ready.AT_ONCE, 0);
    }

    public boolean workload() {
        return role != Role.SYSTEM;
    }

    /** The version of a name, or null. */
    public Program program(String version) {
        for (Program program : programs) {
            if (program.version().equals(version)) {
                return program;
            }
        }
        return null;
    }

    public NodeInfo info(String version) {
        return new NodeInfo(name, ip, group, index, members.size(), version, tags, placement.dataCenter(), placement.zone(),
                placement.machine(), members.stream().filter(member -> !member.equals(name)).toList());
    }
}
