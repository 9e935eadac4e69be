package dev.moonsim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import apps.mains.References;
import apps.time.WallClock;
import org.junit.jupiter.api.Test;

/** What the agent rewrites is reached in every form: method references, and JDK classes loaded before and after it. */
class ReferencesTest {
    @Test
    void everyWallClockIsVirtual() {
        assertEquals("2026-01-01 2026-01-01 2026-01-01 2026-01-01 2026 2026-01-01 2026-01-01\n",
                Moonsim.program(WallClock.class).seed(1).run().passed().out());
    }

    @Test
    void receiversMayBeOfAnySubclass() {
        assertEquals("true true true true true\n{a=1, bc=2} 120\ntrue\n",
                Moonsim.program(References.class).seed(1).run().passed().out());
    }
}
