package dev.moonsim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import apps.threads.LostUpdate;
import dev.moonsim.e2e.Moonsim.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The tables of known failures, as a person reads them, next to those in {@code src/test/resources/tables}.
 * {@code -Dmoonsim.tables=write} writes those anew: read the difference before it is committed. The strategy is fifo, so
 * that no decision enters.
 */
class InterleavingTableTest {
    private static final Path EXPECTED = Path.of("src/test/resources/tables").toAbsolutePath();

    @ParameterizedTest
    @CsvSource({
        "LostUpdate, LostUpdate,",
        "Deadlock, Deadlock,",
        "Philosophers, Verdicts, philosophers",
        "LostNotification, Verdicts, wait",
        "NestedMonitors, Verdicts, nested",
        "Starved, Verdicts, starved",
        "Account, Interleaved, account",
        "Flag, Interleaved, flag",
        "Queue, Interleaved, queue",
        "Lease, Interleaved, lease",
        "Thrown, Interleaved, thrown",
    })
    void aFailureReadsAsExpected(String name, String program, String argument) throws IOException {
        String[] arguments = argument == null ? new String[0] : new String[] {argument};
        Run run = Moonsim.main("apps.threads." + program, arguments).seed(1).jvm("-Dmoonsim.strategy=fifo").run().exits(1);
        String table = table(run);
        Path expected = EXPECTED.resolve(name + ".txt");
        if ("write".equals(System.getProperty("moonsim.tables"))) {
            Files.createDirectories(EXPECTED);
            Files.writeString(expected, table);
        }
        assertEquals(Files.readString(expected), table);
    }

    private static String table(Run run) {
        StringBuilder table = new StringBuilder();
        boolean inside = false;
        for (String line : run.err().lines().toList()) {
            inside = inside ? !line.startsWith("FAILED") : line.startsWith("how it came about");
            if (inside) {
                table.append(line).append('\n');
            }
        }
        return table.toString();
    }

    @Test
    void theReportHasTheTableAsEventsAndAsText() {
        Run run = Moonsim.program(LostUpdate.class).seed(1).jvm("-Dmoonsim.strategy=fifo").run().exits(1);
        String report = run.report().substring(run.report().indexOf("\"interleaving\""));
        assertTrue(report.contains("\"text\" : \"System.exit(7)\"") && report.contains("\"failing\" : true"), report);
        assertTrue(report.contains("\"lines\" : [ \""), report);
    }

    @Test
    void withoutATableTheRunIsTheSame() {
        Run with = Moonsim.program(LostUpdate.class).seed(1).run().exits(1);
        Run without = Moonsim.program(LostUpdate.class).seed(1).jvm("-Dmoonsim.table=off").run().exits(1);
        assertEquals(without.digest(), with.digest());
        assertEquals(without.out(), with.out());
        assertTrue(with.err().contains("how it came about"), with.err());
        assertFalse(without.err().contains("how it came about"), without.err());
    }

    @Test
    void everyWayToRunAndToWaitIsTheSameRunWhenItIsRecorded() {
        Run run = Moonsim.main("apps.threads.Everything").seed(1).jvm("-Dmoonsim.table=always").run().passed();
        assertTrue(run.err().contains("how it came about"), run.err());
    }

    @Test
    void exploreShowsTheTable() {
        Run run = Moonsim.cli("explore", "--seeds", "1..1", "--strategy", "fifo", "--jobs", "1", "--", "-cp",
                Moonsim.CLASSES.toString(), LostUpdate.class.getName()).run().exits(1);
        assertTrue(run.err().contains(">> System.exit(7)"), run.err());
    }
}
