package dev.moonsim.api.history;

import java.util.Arrays;
import java.util.Objects;

/** What a search remembers of a place it was at: which operations had taken effect, and what the object held. */
final class Visited {
    private final int first;
    private final int head;
    private final int from;
    private final long[] words;
    private final Object state;
    private final int hash;

    Visited(int first, int head, int from, long[] words, Object state) {
        this.first = first;
        this.head = head;
        this.from = from;
        this.words = words;
        this.state = state;
        int mixed = ((first * 31 + head) * 31 + from) * 31 + Arrays.hashCode(words);
        mixed = mixed * 31 + Objects.hashCode(state);
        hash = mixed ^ mixed >>> 15;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Visited that && hash == that.hash && first == that.first && head == that.head
                && from == that.from && Arrays.equals(words, that.words) && Objects.equals(state, that.state);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
