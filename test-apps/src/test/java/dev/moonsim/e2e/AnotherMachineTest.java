package dev.moonsim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import apps.process.Machine;
import dev.moonsim.e2e.Moonsim.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a machine's owner chose for it is not that of simulated machines: a seed is the same run on all of them. */
class AnotherMachineTest {
    @TempDir
    private Path directory;

    private Moonsim machine(String locale) throws IOException {
        Path files = Files.createDirectories(directory.resolve("files"));
        Files.writeString(files.resolve("plain"), "of the host");
        return Moonsim.program(Machine.class, "files").in(directory).seed(3).environment("LC_ALL", locale);
    }

    @Test
    void localeZoneAndPathsOfTheHostAreNotSeen() throws IOException {
        Run here = machine("C").run().passed();
        assertTrue(here.out().startsWith("en_US en_US UTC UTC UTF-8 UTF-8\n1,234.50 Thursday Thu Jan 01 00:00:00 UTC 1970\n"), here.toString());
        assertTrue(here.out().contains("\nwritten\n") && here.out().contains("plain: of the host"), here.toString());
        Run there = machine("C.UTF-8").environment("TZ", "Asia/Tokyo").environment("LD_LIBRARY_PATH", "/opt/lib").environment("HOME", "/nowhere")
                .jvm("-Xint", "-XX:-UseCompressedOops", "-Djava.io.tmpdir=" + directory).run().passed();
        assertEquals(here.out(), there.out());
        assertEquals(here.digest(), there.digest());
        machine("C").jvm("-Dmoonsim.repeat=3").run().passed();
    }

    @Test
    void whatTheCommandLineSaysCounts() throws IOException {
        Run given = machine("C").jvm("-Duser.timezone=Europe/Berlin", "-Duser.language=de", "-Duser.country=AT").run().passed();
        assertTrue(given.out().startsWith("de_AT de_AT Europe/Berlin Europe/Berlin "), given.toString());
        assertTrue(given.out().contains("Thu Jan 01 01:00:00 CET 1970"), given.toString());
        assertTrue(machine("C").jvm("-Duser.language=fr").run().passed().out().startsWith("fr fr UTC "));
    }

    /** Nodes of one run, in one JVM: each has the time zone and the locale of its own properties, and what it sets is its own. */
    @Test
    void eachNodeHasItsOwn() throws IOException {
        Path scenario = Files.writeString(directory.resolve("zones.json"), """
                {"workloads": [
                  {"name": "tokyo", "main": "apps.process.Machine", "classPath": ["%1$s"], "properties": {"user.timezone": "Asia/Tokyo"}},
                  {"name": "changing", "main": "apps.process.Machine", "classPath": ["%1$s"], "args": [".", "Europe/Berlin"],
                   "workingDirectory": "%2$s"},
                  {"name": "plain", "main": "apps.process.Machine", "classPath": ["%1$s"], "properties": {"user.language": "sv", "user.country": "SE"}}
                ], "nodes": [{"name": "idle", "main": "apps.process.Machine", "classPath": ["%1$s"], "onExit": "ignore"}]}
                """.formatted(Moonsim.CLASSES, Files.createDirectory(directory.resolve("empty"))));
        Run run = Moonsim.scenarioAt(scenario).seed(3).run().passed();
        assertTrue(run.out().contains("tokyo| then 1,234.50 Thu Jan 01 09:00:00 JST 1970"), run.toString());
        assertTrue(run.out().contains("changing| then 1.234,50 Thu Jan 01 01:00:00 CET 1970"), run.toString());
        assertTrue(run.out().contains("plain| then 1\u00a0234,50 Thu Jan 01 00:00:00 UTC 1970"), run.toString());
        assertEquals(run.digest(), Moonsim.scenarioAt(scenario).seed(3).jvm("-Xint").run().passed().digest());
        Moonsim.scenarioAt(scenario).seed(3).jvm("-Dmoonsim.repeat=3").run().passed();
    }
}
