package dev.moonsim.property;

import dev.moonsim.api.State;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** The facts of a run. They belong to the run and not to nodes, so they survive reboots. */
public final class PublishedState implements State {
    private static final int DEEPEST = 64;

    private final LongSupplier clock;
    private final TreeMap<String, Object> facts = new TreeMap<>();
    private final Map<String, Object> view = Collections.unmodifiableMap(facts);
    private long version;

    /** @param clock virtual nanoseconds */
    PublishedState(LongSupplier clock) {
        this.clock = clock;
    }

    /**
     * A copy that nobody can change.
     *
     * @throws IllegalArgumentException for a value of a type that cannot be published
     */
    static Object copy(String key, Object value) {
        return copy(key, value, 0);
    }

    private static Object copy(String key, Object value, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("moonsim: the value published as \"" + key + "\" is nested more than "
                    + DEEPEST + " deep");
        }
        if (value == null || value instanceof String || value instanceof Boolean || value instanceof Character
                || value instanceof Integer || value instanceof Long || value instanceof Double || value instanceof Float
                || value instanceof Short || value instanceof Byte || value.getClass() == BigInteger.class
                || value.getClass() == BigDecimal.class) {
            return value;
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            for (Object element : list) {
                copy.add(copy(key, element, depth + 1));
            }
            return Collections.unmodifiableList(copy);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (!(entry.getKey() instanceof String name)) {
                    throw refused(key, "a map with a key", entry.getKey());
                }
                copy.put(name, copy(key, entry.getValue(), depth + 1));
            }
            return Collections.unmodifiableMap(copy);
        }
        throw refused(key, "a value", value);
    }

    private static IllegalArgumentException refused(String key, String what, Object value) {
        return new IllegalArgumentException("moonsim: \"" + key + "\" is published with " + what + " of type "
                + (value == null ? "null" : value.getClass().getName())
                + ", want texts, numbers, booleans, and lists and maps (with texts as keys) of them");
    }

    /**
     * @param copied what {@link #copy} made
     * @return whether the state is another one now
     */
    boolean put(String key, Object copied) {
        if (facts.containsKey(key) && Objects.equals(facts.get(key), copied)) {
            return false;
        }
        facts.put(key, copied);
        version++;
        return true;
    }

    /** Counts the changes. */
    public long version() {
        return version;
    }

    @Override
    public Object get(String key) {
        return facts.get(key);
    }

    @Override
    public Map<String, Object> all() {
        return view;
    }

    @Override
    public long nanos() {
        return clock.getAsLong();
    }
}
