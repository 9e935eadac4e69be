package dev.moonsim.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.moonsim.config.UsageError;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    private static Options of(String... namesAndValues) {
        Properties properties = new Properties();
        properties.setProperty("java.home", "/jdk");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.setProperty(namesAndValues[i], namesAndValues[i + 1]);
        }
        return Options.of(properties);
    }

    @Test
    void nothingIsNeeded() {
        Options options = of();
        assertNull(options.seed());
        assertNull(options.scenario());
        assertNull(options.report());
        assertEquals(-1, options.budgetNanos());
        assertEquals(1, options.repeat());
    }

    @Test
    void readsThemAll(@TempDir Path directory) {
        String report = directory.resolve("r.json").toString();
        Options options = of("moonsim.seed", "0x2a", "moonsim.scenario", "kv.json", "moonsim.budget", "30s",
                "moonsim.report", report, "moonsim.trace", report, "moonsim.env.HOME", "/root", "moonsim.repeat", "3");
        assertEquals(42, options.seed());
        assertEquals(Path.of("kv.json"), options.scenario());
        assertEquals(30_000_000_000L, options.budgetNanos());
        assertEquals(Path.of(report), options.report());
        assertEquals(Map.of("HOME", "/root"), options.environment());
        assertEquals(3, options.repeat());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "moonsim.sead   | 42  | -Dmoonsim.sead: unknown property, did you mean moonsim.seed?",
        "moonsim.x      | 42  | -Dmoonsim.x: unknown property, known are moonsim.seed, moonsim.scenario, moonsim.budget, moonsim.virtual-budget, moonsim.chaos, moonsim.disk-profile, moonsim.disk-show, moonsim.disk-hide, moonsim.mask, moonsim.buggify, "
            + "moonsim.report, moonsim.html, moonsim.trace, moonsim.trace.events, moonsim.repeat, moonsim.classes, moonsim.strategy, moonsim.preempt, "
            + "moonsim.stalls, moonsim.spurious, moonsim.allow, moonsim.steps, moonsim.leaks, moonsim.table, moonsim.coverage, "
            + "moonsim.env.NAME, moonsim.debug",
        "moonsim.seed   | abc | -Dmoonsim.seed: \"abc\" is no seed, want a number such as 42, -7 or 0x2a",
        "moonsim.budget | 10  | -Dmoonsim.budget: \"10\" is no duration, want a duration such as 500ms, 1.5s, 10m or 2h",
        "moonsim.budget | 0s  | -Dmoonsim.budget: \"0s\" is no time at all, want a budget such as 10m",
        "moonsim.allow  | host-clock,disk | -Dmoonsim.allow: \"disk\" cannot be allowed, only these can: host-clock, host-file-times, host-fonts",
        "moonsim.trace.events | 1..2 | -Dmoonsim.trace.events: there is no -Dmoonsim.trace=FILE for them",
        "moonsim.disk-show | /etc | -Dmoonsim.disk-show: \"/etc\" shows in any case, want a path within /media, /mnt, /run, /srv, /tmp, /var",
        "moonsim.disk-show | /var/../etc | -Dmoonsim.disk-show: \"/var/../etc\" shows in any case, want a path within /media, /mnt, /run, /srv, /tmp, /var",
        "moonsim.disk-show | /var/lib/no such | -Dmoonsim.disk-show: \"/var/lib/no such\" is not there, want a file or directory of this machine",
        "moonsim.disk-hide | data, | -Dmoonsim.disk-hide: is empty, want a path",
        "moonsim.repeat | no  | -Dmoonsim.repeat: \"no\", want a whole number from 1",
        "moonsim.report | /no/such/r.json | -Dmoonsim.report: there is no directory /no/such for r.json",
        "moonsim.trace  | /   | -Dmoonsim.trace: / is a directory, want a file",
    })
    void complainsInOneLine(String name, String value, String message) {
        assertEquals(message, assertThrows(UsageError.class, () -> of(name, value)).getMessage());
    }

    @Test
    void theSeedIsPutIntoTheCommandLine() {
        assertEquals("/jdk/bin/java -javaagent:moonsim.jar -Dmoonsim.seed=0x2a -Xmx1g -cp 'my classes' com.example.Main "
                        + "-Dmoonsim.seed=mine 'it'\\''s'",
                ReproduceCommand.quoted(ReproduceCommand.seeded(List.of("/jdk/bin/java", "-Dmoonsim.seed=7",
                        "-javaagent:moonsim.jar", "-Xmx1g", "-Dmoonsim.report=r.json", "-cp", "my classes",
                        "com.example.Main", "-Dmoonsim.seed=mine", "it's"), 42)));
        assertEquals("java -javaagent:m.jar -Dmoonsim.seed=0x1 -Dmoonsim.scenario=kv.json",
                ReproduceCommand.quoted(ReproduceCommand.seeded(
                        List.of("java", "-javaagent:m.jar", "-Dmoonsim.scenario=kv.json"), 1)));
        assertEquals("java -javaagent:m.jar -Dmoonsim.seed=0x1 -jar service.jar -Dmoonsim.trace=x",
                ReproduceCommand.quoted(ReproduceCommand.seeded(List.of("java", "-javaagent:m.jar", "-Dmoonsim.trace=t",
                        "-jar", "service.jar", "-Dmoonsim.trace=x"), 1)));
    }
}
