package dev.moonsim.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DecisionsTest {
    @Test
    void aDecisionDependsOnItsOwnKeyOnly() {
        DecisionStream alone = new Decisions(42).stream(Domain.NET_LATENCY, 3);
        Decisions shared = new Decisions(42);
        DecisionStream other = shared.stream(Domain.NET_LATENCY, 3);
        DecisionStream same = shared.stream(Domain.NET_LATENCY, 3);
        for (int i = 0; i < 100; i++) {
            other.nextLong();
            assertEquals(alone.nextLong(), same.nextLong());
        }
    }

    @Test
    void seedDomainEntityAndOrdinalEachMatter() {
        long value = new Decisions(42).value(Domain.SCHEDULE, 1, 7);
        assertNotEquals(value, new Decisions(43).value(Domain.SCHEDULE, 1, 7));
        assertNotEquals(value, new Decisions(42).value(Domain.TOPOLOGY, 1, 7));
        assertNotEquals(value, new Decisions(42).value(Domain.SCHEDULE, 2, 7));
        assertNotEquals(value, new Decisions(42).value(Domain.SCHEDULE, 1, 8));
    }

    @Test
    void theStreamIsTheSequenceOfValues() {
        Decisions decisions = new Decisions(-5);
        DecisionStream stream = decisions.stream(Domain.RANDOM, 9);
        for (int i = 0; i < 20; i++) {
            assertEquals(decisions.value(Domain.RANDOM, 9, i), stream.nextLong());
        }
    }

    @Test
    void valuesAreSpreadEvenly() {
        DecisionStream stream = new Decisions(1).stream(Domain.DISK_CRASH, 0);
        int[] counts = new int[10];
        for (int i = 0; i < 100_000; i++) {
            counts[stream.below(10)]++;
        }
        for (int count : counts) {
            assertTrue(count > 9_500 && count < 10_500, "count " + count); // more than five standard deviations
        }
    }

    @Test
    void boundsAreInclusive() {
        DecisionStream stream = new Decisions(1).stream(Domain.DISK_CRASH, 0);
        boolean low = false;
        boolean high = false;
        for (int i = 0; i < 1_000; i++) {
            long value = stream.between(-3, 3);
            assertTrue(value >= -3 && value <= 3);
            low |= value == -3;
            high |= value == 3;
        }
        assertTrue(low && high);
        assertEquals(5, stream.between(5, 5));
        stream.between(Long.MIN_VALUE, Long.MAX_VALUE);
    }
}
