package dev.moonsim.net;

/** Makes single reads and writes of a host's sockets shorter than they could be. */
public interface ShortTransfers {
    /** How many of so many bytes, at least 1, are moved; at least 1. */
    int limit(int bytes);
}
