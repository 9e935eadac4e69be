package dev.moonsim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import apps.mains.JdkLogs;
import apps.mains.PrintingFinder;
import apps.mains.PrintingHandler;
import dev.moonsim.e2e.Moonsim.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the program and the JDK's own classes log goes where it goes on the plain JVM, in virtual time, and is each run's own. */
class SystemLoggersTest {
    @TempDir
    Path directory;
    private String configuration;

    @Test
    void aFinderOnTheClassPathGetsWhatTheProgramAndTheJdkLog() throws IOException {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.writeString(services.resolve("java.lang.System$LoggerFinder"), PrintingFinder.class.getName());
        assertSame(directory + ":" + Moonsim.CLASSES, "logger jdk.event.security\n"
                + "jdk.event.security: SecurityPropertyModification: key:before, value:1\n"
                + "jdk.event.security: SecurityPropertyModification: key:after, value:2\n"
                + "logger program\nprogram: hello\nfinders 1\n");
    }

    @Test
    void withoutOneItGoesToTheProgramsLogManager() {
        String day = " at 20454\n"; // 2026-01-01
        assertSame(Moonsim.CLASSES.toString(), "jdk.event.security: SecurityPropertyModification: key:before, value:1" + day
                + "jdk.event.security: SecurityPropertyModification: key:after, value:2" + day
                + "finders 0\n", "handler");
    }

    @Test
    void aConfigurationIsReadInTheSimulationOnly() throws IOException {
        Path file = Files.writeString(Path.of("target/logging.properties").toAbsolutePath(), // a node does not see /tmp
                 "handlers = " + PrintingHandler.class.getName()
                + "\n.level = INFO\njdk.event.security.level = FINE\n");
        configuration = "-Djava.util.logging.config.file=" + file;
        assertSame(Moonsim.CLASSES.toString(), "handler 1\nrecord 1 of jdk.event.security\nserver DefaultDomain\n"
                + "record 2 of jdk.event.security\nrecord 3 of program\nfinders 0\n", "configured");
    }

    private void assertSame(String classPath, String expected, String... arguments) {
        Run plain = program(classPath, arguments).plain().run();
        assertEquals(withoutDays(expected), withoutDays(plain.out()));
        Run first = program(classPath, arguments).seed(1).run().passed();
        assertEquals(expected, first.out());
        assertEquals(withoutDates(plain.err()), withoutDates(first.err().replaceAll("(?m)^(moonsim|passed|  ).*\n", "")));
        Run second = program(classPath, arguments).seed(1).run().passed();
        assertEquals(first.digest(), second.digest());
        Run repeated = program(classPath, arguments).seed(1).jvm("-Dmoonsim.repeat=3").run().passed();
        assertEquals(first.digest(), repeated.digest());
    }

    private Moonsim program(String classPath, String... arguments) {
        Moonsim moonsim = Moonsim.onClassPath(classPath, JdkLogs.class.getName(), arguments);
        return configuration == null ? moonsim : moonsim.jvm(configuration);
    }

    private static String withoutDates(String err) {
        return err.replaceAll("(?m)^[A-Z][a-z]{2} \\d+, .*[AP]M ", "");
    }

    private static String withoutDays(String out) {
        return out.replaceAll(" at \\d+", "");
    }
}
