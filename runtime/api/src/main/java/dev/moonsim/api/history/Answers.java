package dev.moonsim.api.history;

import java.util.Collection;
import java.util.Collections;

/** Reads outputs for the ready models, and refuses those that make no sense. */
final class Answers {
    private Answers() { }

    /** One next state if the answer is legal, none otherwise. */
    static <S> Collection<S> when(boolean legal, S next) {
        return legal ? Collections.singletonList(next) : Collections.emptyList();
    }

    /** An answer that must be yes or no. */
    static boolean yes(Object input, Object output) {
        if (output instanceof Boolean yes) {
            return yes;
        }
        throw wrong(input, output, "true or false");
    }

    /** An answer that must be a whole number. */
    static long number(Object input, Object output) {
        if (output instanceof Long || output instanceof Integer || output instanceof Short || output instanceof Byte) {
            return ((Number) output).longValue();
        }
        throw wrong(input, output, "a whole number");
    }

    static IllegalArgumentException wrong(Object input, Object output, String right) {
        String type = output == null ? "" : " (" + output.getClass().getName() + ")";
        return new IllegalArgumentException("the output of " + input + " is " + output + type + ", should be " + right);
    }
}
