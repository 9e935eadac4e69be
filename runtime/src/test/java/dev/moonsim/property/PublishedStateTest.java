package dev.moonsim.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PublishedStateTest {
    private final PublishedState state = new PublishedState(() -> 42);

    private boolean publish(String key, Object value) {
        return state.put(key, PublishedState.copy(key, value));
    }

    @Test
    void valuesAreCopied() {
        List<Object> list = new ArrayList<>(Arrays.asList(1, null, "x", true, BigInteger.TEN));
        Map<String, Object> map = new HashMap<>(Map.of("list", list));
        assertTrue(publish("k", map));
        list.add("more");
        map.clear();
        assertEquals(Map.of("list", Arrays.asList(1, null, "x", true, BigInteger.TEN)), state.get("k"));
        assertThrows(UnsupportedOperationException.class, () -> ((Map<?, ?>) state.get("k")).clear());
        assertThrows(UnsupportedOperationException.class, () -> state.all().clear());
        assertEquals(42, state.nanos());
    }

    @Test
    void onlyAnotherValueIsAChange() {
        assertTrue(publish("k", null));
        assertFalse(publish("k", null));
        assertTrue(publish("k", List.of(1)));
        assertFalse(publish("k", List.of(1)));
        assertEquals(2, state.version());
    }

    @Test
    void otherTypesAreRefusedByName() {
        for (Object value : List.of(new AtomicInteger(), Set.of(1), new int[1], Thread.State.NEW, Map.of(1, 2))) {
            IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> publish("k", List.of(value)));
            String type = value instanceof Map ? "java.lang.Integer" : value instanceof Set ? "Set" : value.getClass().getName();
            assertTrue(e.getMessage().contains("\"k\"") && e.getMessage().contains(type), e.getMessage());
        }
        List<Object> endless = new ArrayList<>();
        endless.add(endless);
        assertThrows(IllegalArgumentException.class, () -> publish("k", endless));
    }
}
