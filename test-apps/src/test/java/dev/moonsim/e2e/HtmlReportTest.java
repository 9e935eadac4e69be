package dev.moonsim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a run: what is in it, and what a browser makes of it where one is installed. */
class HtmlReportTest {
    @TempDir
    Path directory;

    private Path page() throws Exception {
        Path page = directory.resolve("run.html");
        Moonsim.Run run = Moonsim.cli("run", Moonsim.SCENARIOS.resolve("ledger-lazy.json").toString(), "--seed", "3", "--table",
                "off", "--html", page.toString()).run();
        assertEquals(1, run.exit(), run::toString);
        assertFalse(Files.exists(directory.resolve("run.html.trace")));
        return page;
    }

    @Test
    void needsNothingBesideItself() throws Exception {
        String page = Files.readString(page());
        assertTrue(page.contains("lost records"), "the failure");
        assertTrue(page.contains("unsynced writes lost in ledger.log"), "the fault behind it");
        assertTrue(page.contains("\"verdict\":\"failed\""), "the verdict");
        assertFalse(page.contains("http"), "nothing is loaded from anywhere");
        assertFalse(page.contains("/*DATA*/null"));
    }

    @Test
    void aBrowserShowsIt() throws Exception {
        Path chromium = browser();
        assumeTrue(chromium != null, "no chromium on the PATH");
        Path dom = directory.resolve("dom.html");
        Process process = new ProcessBuilder(List.of(chromium.toString(), "--headless", "--no-sandbox", "--disable-gpu",
                "--no-first-run", "--disable-background-networking", "--user-data-dir=" + directory.resolve("profile"),
                "--dump-dom", page().toUri().toString())).redirectOutput(dom.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        assertTrue(process.waitFor(2, TimeUnit.MINUTES));
        String shown = Files.readString(dom);
        String body = shown.substring(shown.lastIndexOf("</script>") < 0 ? 0 : shown.indexOf("<body>"), shown.indexOf("<script>"));
        assertTrue(body.contains("<span id=\"verdict\" class=\"failed\">failed</span>"), body);
        assertTrue(body.contains("java.lang.IllegalStateException: lost records"), body);
        assertTrue(body.contains("crash ledger, "), body);
        assertTrue(shown.contains("<title>1 node, 1 workload, chaos 50s, seed 0x3</title>"), body);
    }

    private static Path browser() throws IOException {
        for (String directory : System.getenv("PATH").split(File.pathSeparator)) {
            for (String name : List.of("chromium", "chromium-browser", "google-chrome")) {
                Path file = Path.of(directory, name);
                if (Files.isExecutable(file)) {
                    return file;
                }
            }
        }
        return null;
    }
}
