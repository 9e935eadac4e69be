package dev.moonsim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import apps.process.HostFacts;
import dev.moonsim.e2e.Moonsim.Run;
import org.junit.jupiter.api.Test;

/**
 * What native methods of the JDK would tell of the host, or of what its JVM did before: the same in JVMs of any collector, compiler and
 * size, with any environment and input, and in one that has run before; or refused by name. The tables of all natives are the agent's.
 */
class HostFactsTest {
    private static Moonsim facts() {
        return Moonsim.program(HostFacts.class).seed(5);
    }

    @Test
    void whatTheHostKnowsIsNotToldAndWhatWouldChangeItIsRefused() {
        Run first = facts().run().passed();
        assertEquals("""
                environment of a child []
                standard input -1 0 0
                by channel
                line of the program
                constructors 0 1 2 3 4
                """, first.out().substring(0, first.out().indexOf("packages")));
        String out = first.out().substring(first.out().indexOf("UseCompressedOops"));
        assertTrue(first.out().contains(" 0 true\nUseCompressedOops"), first.out());
        assertEquals("""
                UseCompressedOops true
                MaxHeapSize 1073741824
                UseZGC false
                option: java.lang.IllegalArgumentException: moonsim: VM option "ConcGCThreads" is not simulated
                set: java.lang.IllegalArgumentException: moonsim: VM option "HeapDumpOnOutOfMemoryError" cannot be set: it is one of the JVM that runs all nodes
                threads: java.io.IOException: moonsim: a dump of all threads is not simulated: it would tell of the JVM that runs all nodes
                times [0, -1, -1, -1, -1] true
                aligned 960 1088 1152 1280 1344 1472 1600 1664
                offsets 0 1 2 0 1 2 0 1 2 0 1 2 0 1 2 0 1 2
                allocated 0, pages of 4096, load 3 [0.0, 0.0, 0.0]
                user moonsim 1000 1000 [1000]
                """, out.substring(0, out.indexOf("display")));
        assertTrue(out.contains("display false "), out);
        assertEquals("""
                fonts: java.lang.UnsupportedOperationException: moonsim: java.awt.Font: fonts are not simulated, those of the host differ between machines; --allow host-fonts lets them in
                text: java.lang.UnsupportedOperationException: moonsim: java.awt.Font: fonts are not simulated, those of the host differ between machines; --allow host-fonts lets them in
                printers 0, mixers 0
                sctp: java.lang.UnsupportedOperationException: moonsim: com.sun.nio.sctp: SCTP is not simulated
                cards: java.lang.UnsupportedOperationException: moonsim: javax.smartcardio: smart cards are not simulated
                tokens: java.lang.UnsupportedOperationException: moonsim: sun.security.pkcs11.wrapper.PKCS11.connect: this native method would leave the simulation
                """, out.substring(out.indexOf("fonts:")));
        for (String escape : new String[] {"the JVM option ConcGCThreads", "java.awt.Font", "com.sun.nio.sctp", "javax.smartcardio",
                "sun.security.pkcs11.wrapper.PKCS11.connect"}) {
            assertTrue(first.report().contains("\"" + escape + "\""), escape + " in " + first.report());
        }
        for (String jvm : new String[] {"-Xint", "-XX:+UseZGC", "-Xmx200m"}) {
            Run run = facts().jvm(jvm).environment("DISPLAY", ":0").input("typed by somebody").run().passed();
            assertEquals(first.out(), run.out(), jvm);
            assertEquals(first.digest(), run.digest(), jvm);
        }
        facts().jvm("-Dmoonsim.repeat=3").run().passed();
    }
}
