package apps.raft;

import java.util.Locale;

/** What may be wrong with the service: {@code -Draft.bug=NAME}, in lower case with hyphens. Each is asked for at one place. */
enum Bug {
    NONE,
    /** A vote is not in the durable state, only in memory. */
    FORGETS_VOTE,
    /** Neither are terms: after a restart, the term is that of the last entry. */
    FORGETS_TERM,
    /** Entries are answered for before they are forced to the disk. */
    ACK_BEFORE_FSYNC,
    /** A leader commits entries of earlier terms once they are on a majority. */
    COMMITS_OLD_TERM,
    /** A leader answers reads without asking whether it still is one. */
    STALE_READ,
    /** A leader that has not committed anything in its term answers reads up to what it knows as committed. */
    READ_BEFORE_COMMIT,
    /** A leader's lease is measured by the wall clock. */
    LEASE_BY_WALL_CLOCK,
    /** A follower keeps entries that conflict with its leader's. */
    KEEPS_CONFLICT,
    /** A follower does not compare the entry before those it gets. */
    SKIPS_PREVIOUS_CHECK,
    /** A vote does not depend on how far the candidate's log goes. */
    VOTES_FOR_ANYONE,
    /** A candidate is content with a majority of those who have answered. */
    MAJORITY_OF_ANSWERS,
    /** A follower takes over its leader's commit index before it knows that their logs agree. */
    COMMIT_AHEAD,
    /** A follower takes entries from a leader whose term is over. */
    ACCEPTS_OLD_LEADER,
    /** A leader answers a put once it is in its own log. */
    ANSWERS_BEFORE_COMMIT,
    /** A request that was sent again is applied again. */
    APPLIES_TWICE,
    /** Recovery does not look at checksums. */
    NO_CHECKSUM;

    private static final Bug PLANTED = valueOf(System.getProperty("raft.bug", "none").toUpperCase(Locale.ROOT).replace('-', '_'));

    boolean planted() {
        return this == PLANTED;
    }
}
