package dev.moonsim.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.moonsim.api.spi.PropertyKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PropertyTest {
    @Test
    void theFirstViolationIsKeptAndNoLaterOne() {
        Property always = new Property(PropertyKind.ALWAYS, "m");
        assertFalse(always.evaluated(true));
        assertFalse(always.isViolated());
        assertTrue(always.evaluated(false));
        assertTrue(always.isViolated());
        assertFalse(always.evaluated(false));
        assertEquals(1, always.result().held());
        assertEquals(2, always.result().failed());
        assertTrue(new Property(PropertyKind.UNREACHABLE, "m").evaluated(false));
    }

    @Test
    void theFirstTimeThatItHoldsIsKeptWhereThatIsWhatCounts() {
        Property sometimes = new Property(PropertyKind.SOMETIMES, "m");
        assertFalse(sometimes.evaluated(false));
        assertTrue(sometimes.evaluated(true));
        assertFalse(sometimes.evaluated(true));
        assertFalse(sometimes.isViolated());
    }

    @Test
    void contracts() {
        assertEquals(Contract.MISS, Contract.of(PropertyKind.ALWAYS, 0, 0));
        assertEquals(Contract.PASS, Contract.of(PropertyKind.ALWAYS, 1, 0));
        assertEquals(Contract.FAIL, Contract.of(PropertyKind.ALWAYS, 9, 1));
        assertEquals(Contract.PASS, Contract.of(PropertyKind.ALWAYS_OR_UNREACHABLE, 0, 0));
        assertEquals(Contract.FAIL, Contract.of(PropertyKind.ALWAYS_OR_UNREACHABLE, 0, 1));
        assertEquals(Contract.PASS, Contract.of(PropertyKind.UNREACHABLE, 0, 0));
        assertEquals(Contract.FAIL, Contract.of(PropertyKind.UNREACHABLE, 0, 1));
        assertEquals(Contract.MISS, Contract.of(PropertyKind.SOMETIMES, 0, 7));
        assertEquals(Contract.MISS, Contract.of(PropertyKind.SOMETIMES, 0, 0));
        assertEquals(Contract.PASS, Contract.of(PropertyKind.SOMETIMES, 1, 7));
        assertEquals(Contract.MISS, Contract.of(PropertyKind.REACHABLE, 0, 0));
        assertEquals(Contract.PASS, Contract.of(PropertyKind.REACHABLE, 1, 0));
        for (PropertyKind kind : PropertyKind.values()) {
            assertSame(kind, Contract.kind(Contract.word(kind)));
        }
        assertNull(Contract.kind("often"));
    }

    @Test
    void watermarksOfWhatMustAlwaysHoldGoTowardsTheViolation() {
        Property always = new Property(PropertyKind.ALWAYS, "queue is short");
        always.compared(true, 3L, 10L);
        always.compared(true, 9L, 10L);
        always.compared(true, 5L, 10L);
        assertEquals(new Watermark(9L, 10L, true), always.result().watermark());
        always.compared(false, 11L, 10L);
        always.compared(false, 40L, 10L);
        always.compared(false, 12L, 10L);
        always.compared(true, 10L, 10L);
        assertEquals(new Watermark(40L, 10L, false), always.result().watermark());
    }

    @Test
    void watermarksOfWhatHoldsSometimesGoTowardsHolding() {
        Property sometimes = new Property(PropertyKind.SOMETIMES, "many at once");
        sometimes.compared(false, 1.0, 5.0);
        sometimes.compared(false, 4.5, 5.0);
        sometimes.compared(false, 2.0, 5.0);
        assertEquals(new Watermark(4.5, 5.0, false), sometimes.result().watermark());
        sometimes.compared(true, 6.0, 5.0);
        sometimes.compared(false, 4.9, 5.0);
        sometimes.compared(true, 7.0, 5.0);
        assertEquals(new Watermark(7.0, 5.0, true), sometimes.result().watermark());
    }

    @Test
    void distancesOfExtremeNumbersDoNotOverflow() {
        Property always = new Property(PropertyKind.ALWAYS, "m");
        always.compared(true, Long.MAX_VALUE, Long.MIN_VALUE);
        always.compared(true, 0L, Long.MIN_VALUE);
        assertEquals(0L, always.result().watermark().value());
    }

    @Test
    void combinationsAreCountedWithTheirLargestQualities() {
        Property each = new Property(PropertyKind.SOMETIMES_EACH, "m");
        each.each("{role=leader}", Map.of("term", 3.0));
        each.each("{role=leader}", Map.of("term", 2.0));
        each.each("{role=follower}", Map.of());
        assertEquals(List.of(new Bucket("{role=follower}", 1, Map.of()), new Bucket("{role=leader}", 2, Map.of("term", 3.0))),
                each.result().buckets());
        Property all = new Property(PropertyKind.SOMETIMES_ALL, "m");
        all.all("a", 1, 3);
        all.all("a, b", 2, 3);
        assertEquals(2, all.result().most());
        assertEquals(3, all.result().conditions());
        for (int i = 0; i < 2000; i++) {
            each.each("" + i, Map.of());
        }
        assertEquals(1024, each.result().buckets().size());
    }

    @Test
    void oneMessageOfTwoKindsIsTwoProperties() {
        PropertyTable table = new PropertyTable();
        assertTrue(table.isEmpty());
        Property one = table.get(PropertyKind.ALWAYS, "m");
        assertSame(one, table.get(PropertyKind.ALWAYS, "m"));
        table.get(PropertyKind.SOMETIMES, "m");
        table.get(PropertyKind.ALWAYS, "a");
        assertEquals(List.of("m", "m", "a"), table.results().stream().map(PropertyResult::message).toList());
        long hash = table.hash();
        one.evaluated(true);
        assertFalse(hash == table.hash());
    }
}
