package dev.moonsim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import apps.mains.JdkModules;
import dev.moonsim.e2e.Moonsim.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the manifest of an executable jar says is done as {@code java -jar} does it. */
class ExecutableJarTest {
    private static final Map<String, String> ASKING = Map.of("Add-Exports", "java.base/sun.net.util java.base/no.such.package",
            "Add-Opens", "java.base/java.lang java.desktop/no.such.package no.such.module/x", "Enable-Native-Access", "ALL-UNNAMED",
            "Implementation-Version", "1.2", "Specification-Title", "asking", "Sealed", "true");
    private static final String GRANTED = "exported true\nopened\nversion 1.2 of asking, sealed true\nloader app, a URLClassLoader false\n"
            + "native access true\n";
    private static final String DENIED = "not exported\nnot opened\n";

    @TempDir
    Path directory;

    @Test
    void aManifestOpensModulesAsOnThePlainJvm() throws IOException {
        Path jar = jar("asking.jar", ASKING);
        assertEquals(GRANTED, Moonsim.jar(jar).plain().run().out());
        Run first = Moonsim.jar(jar).seed(1).run().passed();
        assertEquals(GRANTED, first.out());
        Run second = Moonsim.jar(jar).seed(1).run().passed();
        assertEquals(first.digest(), second.digest());
        Run repeated = Moonsim.jar(jar).seed(1).jvm("-Dmoonsim.repeat=3").run().passed();
        assertEquals(first.digest(), repeated.digest());
    }

    @Test
    void whatAManifestDoesNotAskForStaysClosed() throws IOException {
        Path asking = jar("asking.jar", ASKING);
        Path modest = jar("modest.jar", Map.of());
        for (Moonsim moonsim : new Moonsim[] {Moonsim.jar(modest), Moonsim.onClassPath(asking.toString(), JdkModules.class.getName())}) {
            String out = moonsim.seed(1).run().passed().out();
            assertTrue(out.startsWith(DENIED) && out.endsWith("native access false\n"), out);
        }
    }

    @Test
    void aJarOfAScenarioHasWhatItAsksFor() throws IOException {
        jar("asking.jar", ASKING);
        Path scenario = Files.writeString(directory.resolve("scenario.json"),
                "{\"nodes\": [{\"name\": \"n\", \"jar\": \"asking.jar\", \"onExit\": \"ignore\"}], \"chaos\": {\"mode\": \"off\"}, \"budget\": \"1s\"}");
        Run run = Moonsim.scenarioAt(scenario).seed(1).run();
        assertTrue(run.out().contains("exported true") && run.out().contains("n| opened") && run.out().contains("native access true"),
                run.toString());
    }

    @Test
    void whatAManifestAsksForInVainIsSaid() throws IOException {
        Run agent = Moonsim.jar(jar("agent.jar", Map.of("Launcher-Agent-Class", "some.Agent"))).seed(1).run();
        assertEquals(2, agent.exit(), agent.toString());
        assertTrue(agent.err().contains("agent.jar has Launcher-Agent-Class: some.Agent in its manifest; agents of a service are not supported"),
                agent.err());
        Run some = Moonsim.jar(jar("some.jar", Map.of("Enable-Native-Access", "some.module"))).seed(1).run();
        assertEquals(2, some.exit(), some.toString());
        assertTrue(some.err().contains("some.jar has Enable-Native-Access: some.module in its manifest, want ALL-UNNAMED"), some.err());
        Path none = directory.resolve("none.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        new JarOutputStream(Files.newOutputStream(none), manifest).close();
        Run without = Moonsim.jar(none).seed(1).run();
        assertEquals(2, without.exit(), without.toString());
        assertTrue(without.err().contains("none.jar has no Main-Class in its manifest, want an executable jar"), without.err());
    }

    private Path jar(String name, Map<String, String> attributes) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.put(Attributes.Name.MAIN_CLASS, JdkModules.class.getName());
        attributes.forEach(main::putValue);
        Path jar = directory.resolve(name);
        String entry = JdkModules.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new ZipEntry(entry));
            out.write(Files.readAllBytes(Moonsim.CLASSES.resolve(entry)));
        }
        return jar;
    }
}
