package dev.moonsim.trace;

import dev.moonsim.decide.Decisions;

/**
 * The ordered events of a run. Every event goes into the 64-bit digest; its text goes only to the sink, where there is
 * one, so a traced run and an untraced run of one seed have the same digest.
 */
public final class Trace {
    /** Receives the events of a traced run, in order: all of them where it does not ask for less. */
    public interface Sink {
        /** @param number of the event, from 1 */
        void event(long number, long virtualNanos, long step, int node, int task, EventKind kind, long a, long b, String text);

        /**
         * Somebody who controls the run gave it a command, between two steps.
         *
         * @param node the node's ordinal, or -1 where it concerns the run
         * @param status {@code Planned}, {@code Success} or {@code Failed}
         * @param reason as it was given, or null
         */
        default void command(long virtualNanos, long step, int node, String command, String status, String reason) {
        }

        /** The first event wanted, counted from 0. Values that were let in from the host are told whenever they are. */
        default long first() {
            return 0;
        }

        /** The event behind the last one wanted. */
        default long end() {
            return Long.MAX_VALUE;
        }

        /** Where the digest's way through the run is to be kept, or null. */
        default Checkpoints checkpoints() {
            return null;
        }
    }

    private final Sink sink;
    private final Checkpoints checkpoints;
    private long digest;
    private long events;
    /** The number of the next event at which there is more to do than to take it into the digest. */
    private long attention;

    /** @param sink receives the events, or null for a run that keeps only the digest */
    public Trace(long seed, Sink sink) {
        this.sink = sink;
        this.checkpoints = sink == null ? null : sink.checkpoints();
        this.digest = Decisions.mix(seed ^ 0x6d6f6f6e73696dL);
        attend();
    }

    /** True where the text of the next event is wanted: build it only then. */
    public boolean detailed() {
        return sink != null && events >= sink.first() && events < sink.end();
    }

    /**
     * The next event tells that a value of the host was let into the run.
     *
     * @return whether somebody wants to know which
     */
    public boolean hostValue() {
        attention = 0;
        return sink != null;
    }

    /**
     * Records an event. Arguments must be the same in every run of the seed: no addresses, no identity hash codes that
     * the simulation did not decide, nothing of the host.
     *
     * @param node the node's ordinal, or -1 for the simulation itself
     * @param task the task's ordinal, or -1
     * @param text for people, never part of the digest; may be null
     */
    public void event(long virtualNanos, long step, int node, int task, EventKind kind, long a, long b, String text) {
        long n = ++events;
        long d = digest;
        d = (d ^ kind.key() ^ virtualNanos) * 0xBF58476D1CE4E5B9L;
        d = (d ^ (d >>> 29) ^ ((long) node << 32 | task & 0xffffffffL)) * 0x94D049BB133111EBL;
        d = (d ^ (d >>> 32) ^ a) * 0x9E3779B97F4A7C15L;
        d = (d ^ (d >>> 31) ^ b) * 0xBF58476D1CE4E5B9L;
        digest = d ^ (d >>> 30);
        if (n >= attention) {
            watched(n, virtualNanos, step, node, task, kind, a, b, text);
        }
    }

    /** Tells the sink of a command. It is no event and not in the digest: only what it does to the run is. */
    public void command(long virtualNanos, long step, int node, String command, String status, String reason) {
        if (sink != null) {
            sink.command(virtualNanos, step, node, command, status, reason);
        }
    }

    private void watched(long n, long virtualNanos, long step, int node, int task, EventKind kind, long a, long b,
            String text) {
        if (checkpoints != null && n == checkpoints.next()) {
            checkpoints.add(digest);
        }
        if (sink != null && (n > sink.first() && n <= sink.end() || kind == EventKind.ALLOWED)) {
            sink.event(n, virtualNanos, step, node, task, kind, a, b, text);
        }
        attend();
    }

    private void attend() {
        attention = Long.MAX_VALUE;
        if (sink != null && events < sink.end()) {
            attention = Math.max(sink.first(), events) + 1;
        }
        if (checkpoints != null) {
            attention = Math.min(attention, checkpoints.next());
        }
    }

    public long digest() {
        return Decisions.mix(digest + events);
    }

    /** FNV-1a of bytes, for events about content. */
    public static long hash(byte[] bytes, int offset, int length) {
        long h = 0xcbf29ce484222325L;
        for (int i = offset; i < offset + length; i++) {
            h = (h ^ (bytes[i] & 0xff)) * 0x100000001b3L;
        }
        return h;
    }

    public static long hash(String text) {
        long h = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            h = (h ^ text.charAt(i)) * 0x100000001b3L;
        }
        return h;
    }

    public long events() {
        return events;
    }
}
