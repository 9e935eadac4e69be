package dev.moonsim.disk;

import java.util.BitSet;
import java.util.Map;

/**
 * What a power cut leaves of a disk's unsynced changes.
 *
 * @param names the changes of names that are kept, by their place in the journal
 * @param files what is left of each file with unsynced data; nothing where it has no name any more
 */
record DiskCut(BitSet names, Map<RegularFile, FileCut> files) {
}
