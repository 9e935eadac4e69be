package dev.moonsim.disk;

import dev.moonsim.fault.Parameter;
import dev.moonsim.fault.Range;
import dev.moonsim.fault.Ranges;

/**
 * The disks of a scenario, without faults. A disk has one queue, for reads and writes alike: while it does as many operations or
 * moves as many bytes a second as it can, what comes later waits. A call takes at least its latency.
 *
 * <p>Reads that find their pages in the page cache, and writes to it, take no time. The cache is empty after a power cut; what is
 * read then is read 128 KiB ahead, as Linux does by default ({@code read_ahead_kb}). It never runs out. A sync writes its pages,
 * each run of neighbours as one operation. A file that is open with {@code O_DIRECT} has no cache. Files of the host that show
 * through are in the cache always.
 *
 * <p>Defaults: 25,000 operations and 150 MB a second, the storage defaults of the simulation framework moonpool; the cloud volumes
 * of AWS's type gp3 have between 3,000 and 16,000, and 125 to 1,000 MiB, by their documentation. Reads 50 to 200 us, syncs 0.1 to
 * 2 ms: solid-state disks.
 *
 * @param profile what a power cut may leave of unsynced changes
 * @param operations a second
 * @param bytes a second
 * @param read latency of a read that goes to the disk, virtual nanoseconds
 * @param sync latency of a sync, virtual nanoseconds
 * @param tolerance how many nodes of a group the faults strike that lose or change stored data; {@link #ALL} for no limit
 * @param host what of the host's files shows through
 */
public record DiskModel(DiskProfile profile, long operations, long bytes, Range read, Range sync, int tolerance, HostPaths host) {
    public static final int ALL = Integer.MAX_VALUE;
    public static final DiskModel DEFAULT = new DiskModel(DiskProfile.EXT4_ORDERED, 25_000, 150_000_000,
            Ranges.parse("50us..200us", Parameter.Unit.DURATION),
            Ranges.parse("100us..2ms", Parameter.Unit.DURATION), ALL, HostPaths.DEFAULT);

    public DiskModel withProfile(DiskProfile other) {
        return new DiskModel(other, operations, bytes, read, sync, tolerance, host);
    }

    public DiskModel withHost(HostPaths other) {
        return new DiskModel(profile, operations, bytes, read, sync, tolerance, other);
    }
}
