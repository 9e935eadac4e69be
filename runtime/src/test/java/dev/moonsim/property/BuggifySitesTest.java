package dev.moonsim.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.moonsim.decide.Decisions;
import org.junit.jupiter.api.Test;

class BuggifySitesTest {
    private static final int SEEDS = 4000;

    private static BuggifySites sites(long seed) {
        return new BuggifySites(new Decisions(seed), BuggifyOptions.DEFAULT);
    }

    @Test
    void halfOfTheSitesAreActiveAndFireOneTimeInFour() {
        int active = 0;
        int fired = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            BuggifySites sites = sites(seed);
            int times = 0;
            for (int i = 0; i < 40; i++) {
                times += sites.fires("site", 0, Double.NaN) ? 1 : 0;
            }
            active += times > 0 ? 1 : 0;
            fired += times;
        }
        assertEquals(0.5, active / (double) SEEDS, 0.03);
        assertEquals(0.125, fired / (SEEDS * 40.0), 0.01);
    }

    @Test
    void anotherSiteOrNodeChangesNothing() {
        for (long seed = 0; seed < 20; seed++) {
            BuggifySites alone = sites(seed);
            BuggifySites together = sites(seed);
            for (int i = 0; i < 50; i++) {
                together.fires("other", 0, 0.5);
                together.fires("site", 1, 0.5);
                together.pick("third", 0, 7);
                assertEquals(alone.fires("site", 0, 0.5), together.fires("site", 0, 0.5));
            }
        }
    }

    @Test
    void offIsOff() {
        BuggifySites sites = new BuggifySites(new Decisions(1), BuggifyOptions.OFF);
        for (int i = 0; i < 1000; i++) {
            assertFalse(sites.fires("site" + i, 0, 1.0));
            assertEquals(0, sites.pick("site" + i, 0, 9));
            assertEquals(5, sites.knob("site" + i, 5, 1, 9));
        }
    }

    @Test
    void knobsAreExtremeInOneRunOfFourAndStayInTheirRange() {
        int changed = 0;
        boolean low = false;
        boolean high = false;
        for (long seed = 0; seed < SEEDS; seed++) {
            long value = sites(seed).knob("size", 500, 1, 1000);
            assertEquals(value, sites(seed).knob("size", 500, 1, 1000));
            assertTrue(value >= 1 && value <= 1000);
            changed += value == 500 ? 0 : 1;
            low |= value == 1;
            high |= value == 1000;
            double fraction = sites(seed).knob("load", 0.5, 0.1, 2.0);
            assertTrue(fraction >= 0.1 && fraction <= 2.0);
        }
        assertEquals(0.25, changed / (double) SEEDS, 0.03);
        assertTrue(low && high);
    }
}
