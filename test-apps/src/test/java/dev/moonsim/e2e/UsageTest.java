package dev.moonsim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import apps.mains.Hello;
import dev.moonsim.e2e.Moonsim.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wrong input: one clear line, exit code 2, no stack trace. */
class UsageTest {
    private static final String GOOD = """
            {"nodes": [{"name": "a", "main": "apps.mains.Hello", "classPath": ["CLASSES"]}]}
            """.replace("CLASSES", Moonsim.CLASSES.toString());

    @TempDir
    private Path directory;

    @Test
    void aGoodScenarioRuns() throws IOException {
        Moonsim.cli("run", file(GOOD), "--seed", "1").run().passed();
    }

    @Test
    void aMisspeltKey() throws IOException {
        oneLine(Moonsim.cli("run", file(GOOD.replace("classPath", "classpath"))).run(), "classpath", "classPath");
    }

    @Test
    void aMissingMainClass() throws IOException {
        oneLine(Moonsim.cli("run", file(GOOD.replace("mains.Hello", "mains.Hallo"))).run(), "apps.mains.Hallo");
        oneLine(Moonsim.main("apps.mains.Hallo").seed(1).run(), "apps.mains.Hallo");
    }

    @Test
    void aSeedThatIsNoNumber() throws IOException {
        oneLine(Moonsim.cli("run", file(GOOD), "--seed", "fortytwo").run(), "fortytwo");
        oneLine(Moonsim.program(Hello.class).jvm("-Dmoonsim.seed=fortytwo").run(), "fortytwo");
    }

    @Test
    void aMissingFile() {
        oneLine(Moonsim.cli("run", directory.resolve("none.json").toString()).run(), "none.json");
        oneLine(Moonsim.cli("explore", directory.resolve("none.json").toString(), "--seeds", "1..2").run(), "none.json");
    }

    @Test
    void aJdkThatIsTooOld() {
        Path old = List.of(8, 11, 17, 21).stream()
                .flatMap(n -> List.of("java-" + n + "-openjdk-amd64", "temurin-" + n + "-jdk-amd64").stream())
                .map(name -> Path.of("/usr/lib/jvm", name, "bin", "java")).filter(Files::exists).findFirst().orElse(null);
        assumeTrue(old != null, "an older JDK is installed");
        oneLine(Moonsim.program(Hello.class).seed(1).on(old).run(), "25");
    }

    private String file(String json) throws IOException {
        return Files.writeString(directory.resolve("scenario.json"), json).toString();
    }

    private static void oneLine(Run run, String... words) {
        run.exits(2);
        assertEquals("", run.out());
        List<String> lines = run.err().lines().filter(line -> !line.isBlank()).toList();
        assertEquals(1, lines.size(), run.toString());
        for (String word : words) {
            assertTrue(lines.getFirst().contains(word), run.toString());
        }
        assertFalse(run.err().contains("\tat "), run.toString());
    }
}
