package dev.moonsim.disk;

import java.util.List;
import java.util.Map;

/**
 * What of the host's files got into a run.
 *
 * @param digests of each file that programs opened, of its content, and of each directory that they listed, of its names; by path
 * @param changed files and directories that programs changed, each on its own disk, and which so were not what the program had stored
 *     itself
 * @param hidden paths that programs looked for, which the host has and the simulated disk does not show
 */
public record HostUse(Map<String, Long> digests, List<String> changed, List<String> hidden) {
    public static final HostUse NONE = new HostUse(Map.of(), List.of(), List.of());
}
