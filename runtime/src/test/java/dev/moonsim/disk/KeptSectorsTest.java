package dev.moonsim.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KeptSectorsTest {
    @Test
    void isAMapOfPagesToBits() {
        SplittableRandom random = new SplittableRandom(1);
        Map<Long, Integer> expected = new HashMap<>();
        KeptSectors kept = new KeptSectors();
        for (int i = 0; i < 10_000; i++) {
            long page = random.nextInt(4) == 0 ? random.nextLong(1L << 51) : random.nextInt(2_000);
            int sectors = 1 << random.nextInt(Page.SECTORS);
            kept.add(page, sectors);
            expected.merge(page, sectors, (a, b) -> a | b);
        }
        expected.forEach((page, sectors) -> assertEquals(sectors, kept.of(page)));
        assertEquals(0, kept.of(3_000));
        assertEquals(kept, new KeptSectors(kept));
    }

    @Test
    void theOrderOfAddingMakesNoDifference() {
        KeptSectors one = new KeptSectors();
        KeptSectors other = new KeptSectors();
        for (int i = 0; i < 100; i++) {
            one.add(i, 1);
            other.add(99 - i, 1);
        }
        assertEquals(one, other);
        assertEquals(one.hashCode(), other.hashCode());
        KeptSectors copy = new KeptSectors(one);
        copy.add(7, 2);
        assertNotEquals(one, copy);
        assertEquals(1, one.of(7));
    }
}
