package dev.moonsim.disk;

import java.util.List;

/**
 * What of the host's files the simulated disks show, beside the rule of {@link StateDirectories}.
 *
 * @param show absolute paths within those directories that show all the same
 * @param hide paths that do not show: absolute, or relative to the working directory of each process
 */
public record HostPaths(List<String> show, List<String> hide) {
    public static final HostPaths DEFAULT = new HostPaths(List.of(), List.of());

    /** Both together. */
    public HostPaths with(HostPaths other) {
        return new HostPaths(both(show, other.show), both(hide, other.hide));
    }

    private static List<String> both(List<String> some, List<String> others) {
        return java.util.stream.Stream.concat(some.stream(), others.stream()).distinct().toList();
    }
}
