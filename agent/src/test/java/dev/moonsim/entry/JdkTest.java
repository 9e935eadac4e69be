package dev.moonsim.entry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdkTest {
    /** A JDK that is too old must be able to load them, to say that it is too old. */
    @ParameterizedTest
    @ValueSource(classes = {Main.class, Premain.class, Jdk.class, Jdk.NotFound.class})
    void entryClassesAreCompiledForJava8(Class<?> type) throws IOException {
        try (InputStream in = type.getResourceAsStream(type.getName().replaceAll(".*\\.", "") + ".class")) {
            byte[] bytes = in.readNBytes(8);
            assertEquals(52, bytes[6] << 8 | bytes[7]);
        }
    }

    @ParameterizedTest
    @CsvSource({"1.8.0_412,8", "1.8,8", "11,11", "17.0.15,17", "25,25", "25.0.3,25", "26-ea,26", "'',0", "x,0"})
    void readsVersions(String version, int feature) {
        assertEquals(feature, Jdk.feature(version));
    }

    @Test
    void theRunningJdkIsGoodEnoughForItself() throws Jdk.NotFound {
        assertTrue(Jdk.find().feature() >= Jdk.OLDEST);
        assertTrue(Files.isExecutable(Path.of(Jdk.find().java())));
    }
}
