package dev.moonsim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import apps.process.Monitors;
import dev.moonsim.e2e.Moonsim.Run;
import org.junit.jupiter.api.Test;

/**
 * Every attribute of every management bean of the platform, and what the JDK tells of processes: the same in JVMs of any collector,
 * compiler and size, and in one that has run before. A bean or an attribute of a later JDK that tells of the host is found here.
 */
class MonitoringTest {
    @Test
    void whatAProcessIsToldOfItselfIsTheSameInEveryJvm() {
        Run first = Moonsim.program(Monitors.class).seed(5).run().passed();
        String out = first.out();
        assertTrue(out.contains("java.lang:type=Runtime Name: 1000@node-0\n"), out);
        assertTrue(out.contains("java.lang:type=Runtime StartTime: 1767225600000\n"), out);
        assertTrue(out.contains("java.lang:type=Runtime Uptime: 2500\n"), out);
        assertTrue(out.contains("java.lang:type=Threading ThreadCount: 3\n"), out);
        assertTrue(out.contains("java.lang:type=Threading DaemonThreadCount: 1\n"), out);
        assertTrue(out.contains("java.lang:type=OperatingSystem AvailableProcessors: 4\n"), out);
        assertTrue(out.contains("\nwaiting 1 WAITING true "), out);
        assertTrue(out.contains("\n[1000] Optional.empty Optional.empty\n"), out);
        assertTrue(out.contains("\nmoonsim: a heap dump is not simulated: it would be written on the host\n"), out);
        assertTrue(out.contains("\nFlight Recorder is not supported on this VM: moonsim does not simulate it\n"), out);
        assertTrue(out.endsWith("""
                Optional.empty true
                java.lang.IllegalArgumentException: moonsim: native library libc.so.6 is not loaded: it would leave the simulation
                java.lang.UnsupportedOperationException: moonsim: java.util.prefs.Preferences: preferences are not simulated
                java.lang.UnsupportedOperationException: moonsim: jdk.internal.misc.Signal.raise: signals that a program sends to itself are not simulated
                """), out);
        for (String jvm : new String[] {"-Xint", "-XX:+UseZGC", "-XX:+UseParallelGC", "-Xmx200m"}) {
            Run run = Moonsim.program(Monitors.class).seed(5).jvm(jvm).environment("LC_ALL", "C").run().passed();
            assertEquals(out, run.out(), jvm);
            assertEquals(first.digest(), run.digest(), jvm);
        }
        Moonsim.program(Monitors.class).seed(5).jvm("-Dmoonsim.repeat=3").run().passed();
    }
}
