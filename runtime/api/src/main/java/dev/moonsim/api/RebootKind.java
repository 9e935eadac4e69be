package dev.moonsim.api;

/** How a node goes down before it boots again. */
public enum RebootKind {
    /** As by SIGTERM: shutdown hooks run; what is not done after a grace period (2 to 5 s by default) is killed. */
    GRACEFUL,
    /** A power cut: nothing runs any more, connections are reset, unsynced writes may be lost. */
    CRASH,
    /** A power cut after which the disk is empty. */
    CRASH_AND_WIPE
}
