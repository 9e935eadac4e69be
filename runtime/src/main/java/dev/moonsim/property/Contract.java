package dev.moonsim.property;

import dev.moonsim.api.spi.PropertyKind;

/** What a property came to, over all runs that evaluated it. */
public enum Contract {
    PASS,
    /** It did not hold. */
    FAIL,
    /** It was never evaluated, or never held, though it has to be once. No run is wrong, but none has been where it matters. */
    MISS;

    public static Contract of(PropertyKind kind, long held, long failed) {
        return switch (kind) {
            case ALWAYS -> failed > 0 ? FAIL : held > 0 ? PASS : MISS;
            case ALWAYS_OR_UNREACHABLE, UNREACHABLE -> failed > 0 ? FAIL : PASS;
            case SOMETIMES, REACHABLE, SOMETIMES_ALL, SOMETIMES_EACH -> held > 0 ? PASS : MISS;
        };
    }

    /** As the API's methods and the reports name a kind: {@code alwaysOrUnreachable}. */
    public static String word(PropertyKind kind) {
        return switch (kind) {
            case ALWAYS -> "always";
            case ALWAYS_OR_UNREACHABLE -> "alwaysOrUnreachable";
            case SOMETIMES -> "sometimes";
            case REACHABLE -> "reachable";
            case UNREACHABLE -> "unreachable";
            case SOMETIMES_ALL -> "sometimesAll";
            case SOMETIMES_EACH -> "sometimesEach";
        };
    }

    /** The kind that a word names, or null. */
    public static PropertyKind kind(String word) {
        for (PropertyKind kind : PropertyKind.values()) {
            if (word(kind).equals(word)) {
                return kind;
            }
        }
        return null;
    }
}
