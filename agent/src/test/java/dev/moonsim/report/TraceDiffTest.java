package dev.moonsim.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.moonsim.config.UsageError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceDiffTest {
    private static final String HEAD = "{\"run_id\":\"r\",\"profile_id\":\"p\",\"seed\":1,\"version\":1,\"events\":[\n";

    @TempDir
    private Path directory;

    private Path trace(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    @Test
    void theSameRunIsTheSameHoweverItIsWritten() throws IOException {
        Path one = trace("a", HEAD + "{\"step\":1},\n{\"step\":2}\n],\"digest\":\"d\"}\n");
        Path other = trace("b", HEAD + "{ \"step\" : 1 }, {\"step\":2}], \"distance\":1,\"digests\":[1],\"digest\":\"d\"}");
        TraceDiff diff = TraceDiff.of(one, other);
        assertTrue(diff.isSame());
        assertEquals(2, diff.events());
    }

    @Test
    void saysWhatDiffers() throws IOException {
        Path one = trace("a", HEAD + "{\"step\":1},\n{\"step\":2}\n]}\n");
        TraceDiff diff = TraceDiff.of(one, trace("b", HEAD.replace("\"seed\":1", "\"seed\":2") + "{\"step\":1},{\"step\":3},{\"step\":4}]}"));
        assertEquals(List.of("seed 1 and 2"), diff.identity());
        assertEquals(2, diff.events());
        assertEquals(3, diff.otherEvents());
        assertEquals(2, diff.number());
        assertEquals("{\"step\":2}", diff.event());
        assertEquals("{\"step\":3}", diff.otherEvent());
        diff = TraceDiff.of(one, trace("c", HEAD + "{\"step\":1}]}"));
        assertEquals(2, diff.number());
        assertNull(diff.otherEvent());
        Path digest = trace("d", HEAD + "],\"digest\":\"x\"}");
        assertEquals("x and y", TraceDiff.of(digest, trace("e", HEAD + "],\"digest\":\"y\"}")).digest());
    }

    @Test
    void whatIsNoTraceIsRefused() throws IOException {
        Path good = trace("a", HEAD + "]}");
        assertEquals("trace " + directory.resolve("none") + ": no such file",
                assertThrows(UsageError.class, () -> TraceDiff.of(good, directory.resolve("none"))).getMessage());
        for (String text : List.of("", "[]", "{}", "{\"events\":[]}", "hello", HEAD, HEAD + "{\"step\":1}", HEAD + "7]}")) {
            Path bad = trace("bad", text);
            String message = assertThrows(UsageError.class, () -> TraceDiff.of(bad, good), text).getMessage();
            assertTrue(message.startsWith("trace " + bad), message);
        }
    }
}
