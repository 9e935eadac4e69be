package dev.moonsim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.moonsim.e2e.Moonsim.Run;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An executable jar of Spring Boot, with the class loader and the jars within the jar that its plugin packs. */
@Tag("soak")
class BootSoakTest {
    private static final Path JAR = Path.of("boot/target/service.jar");

    @ParameterizedTest
    @ValueSource(longs = {8, 10})
    void anExecutableJarRunsAsItIsShipped(long seed) {
        Run fresh = Moonsim.jar(JAR).seed(seed).run().passed();
        assertTrue(fresh.out().contains("50 of 50 answers right"), fresh.out());
        Run again = Moonsim.jar(JAR).seed(seed).run().passed();
        Run warm = Moonsim.jar(JAR).seed(seed).jvm("-Dmoonsim.repeat=2").run().passed();
        assertEquals(fresh.digest(), again.digest());
        assertEquals(fresh.digest(), warm.digest());
        assertEquals(fresh.out().repeat(2), warm.out());
    }
}
