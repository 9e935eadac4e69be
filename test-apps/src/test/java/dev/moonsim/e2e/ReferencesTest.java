package dev.moonsim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import apps.mains.References;
import org.junit.jupiter.api.Test;

/** Method references to what the agent rewrites link and work as on the plain JVM. */
class ReferencesTest {
    @Test
    void receiversMayBeOfAnySubclass() {
        assertEquals("true true true true true\n{a=1, bc=2} 120\ntrue\n",
                Moonsim.program(References.class).seed(1).run().passed().out());
    }
}
