package dev.moonsim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The agent's list of JDK classes loaded before it starts, against the running JDK. Where this fails, the text that the
 * JVM printed is the list as it should be.
 */
class EarlyClassesTest {
    private static final Path LIST = Path.of("../agent/src/main/java/dev/moonsim/agent/EarlyClassList.java");

    @Test
    void theListIsThatOfTheRunningJdk() throws IOException {
        Moonsim.Run run = Moonsim.program(apps.mains.Hello.class).jvm("-Dmoonsim.early-classes=true").run();
        String list = Files.readAllLines(LIST).stream().map(String::strip)
                .filter(line -> line.startsWith("+") || line.startsWith("-"))
                .collect(Collectors.joining("\n", "", "\n"));
        assertEquals(list, run.out());
    }
}
