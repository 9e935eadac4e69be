package dev.moonsim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StabilityTest {
    private long discoveries;
    private int open;

    @Test
    void endsWhenNothingNewIsCovered() {
        Stability stability = new Stability(2);
        assertFalse(stability.take("a.Main@1:0,1;b.Main@2:0", discoveries, open));
        assertFalse(stability.take("", discoveries, open));
        assertFalse(stability.take("a.Main@1:1,7", discoveries, open)); // 7 is new
        assertFalse(stability.take("a.Main@1:0", discoveries, open)); // another JVM's first
        assertTrue(stability.take("", discoveries, open));
        assertEquals(4, stability.branches());
        assertEquals(3, stability.lastGrowth());
        assertEquals("code coverage", stability.signal());
    }

    @Test
    void waitsForPropertiesThatHaveYetToHold() {
        Stability stability = new Stability(1);
        open = 1;
        assertFalse(stability.take("", discoveries, open));
        assertFalse(stability.take("", discoveries, open));
        open = 0;
        discoveries = 1;
        assertFalse(stability.take("", discoveries, open));
        assertTrue(stability.take("", discoveries, open));
        assertEquals("code and property coverage", stability.signal());
    }
}
