package dev.moonsim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import apps.h2.Bank;
import dev.moonsim.e2e.Moonsim.Run;
import org.junit.jupiter.api.Test;

/** A real program: the H2 database with its JDBC client over TCP, both unmodified. */
class H2Test {
    private static final String PASSED = "passed: 1000 transactions, \\d+ transfers, \\d+ retries, sum 20000";

    @Test
    void aThousandTransactionsFromFourThreadsInOneProcess() {
        Run run = Moonsim.program(Bank.class).seed(1).run().passed();
        assertTrue(run.out().strip().matches(PASSED), run.out());
    }

    @Test
    void aThousandTransactionsAgainstAServerOfItsOwn() {
        Run run = Moonsim.scenario("h2.json").seed(1).run().passed();
        assertTrue(run.out().lines().anyMatch(line -> line.matches(".*" + PASSED)), run.out());
        assertEquals(run.digest(), Moonsim.scenario("h2.json").seed(1).jvm("-Xmx512m").run().passed().digest());
    }
}
