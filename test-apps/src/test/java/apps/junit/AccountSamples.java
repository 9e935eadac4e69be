package apps.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.moonsim.junit.SimulatedTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests as a user writes them, with one annotation; some are meant to fail. {@code SimulatedTestTest} runs them. */
class AccountSamples {
    private static final int START = 100;

    private static class Account {
        int balance = START; // a plain field

        void deposit(int amount) {
            balance += amount;
        }

        synchronized void depositSafely(int amount) {
            balance += amount;
        }
    }

    private static Account bank;
    private Account account;
    private final List<String> log = new ArrayList<>();

    @BeforeAll
    static void openTheBank() {
        bank = new Account();
    }

    @BeforeEach
    void openAnAccount() {
        account = new Account();
        log.add("opened");
    }

    @AfterEach
    void closeTheAccount() {
        assertEquals(List.of("opened"), log, "this instance has one test");
    }

    private static void both(Runnable one, Runnable other) throws InterruptedException {
        Thread first = new Thread(one);
        Thread second = new Thread(other);
        first.start();
        second.start();
        first.join();
        second.join();
    }

    @SimulatedTest
    void depositsAddUp() throws InterruptedException {
        both(() -> account.deposit(10), () -> account.deposit(5));
        assertEquals(START + 15, account.balance);
    }

    @SimulatedTest(seeds = 100)
    void synchronizedDepositsAddUp() throws InterruptedException {
        assertEquals(START, bank.balance, "each run has statics of its own");
        both(() -> account.depositSafely(10), () -> bank.depositSafely(10));
        both(() -> account.depositSafely(10), () -> account.depositSafely(5));
        assertEquals(START + 25, account.balance);
    }

    @SimulatedTest(seeds = 20)
    void aPoolThatIsLeftRunningDoesNotKeepTheTest() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        assertTrue(pool.submit(() -> true).get());
    }

    @SimulatedTest(strategy = "random", preempt = "sync")
    void transfersEnd() throws InterruptedException {
        Account other = new Account();
        both(() -> transfer(account, other), () -> transfer(other, account));
    }

    private static void transfer(Account from, Account to) {
        synchronized (from) {
            synchronized (to) {
                from.balance--;
                to.balance++;
            }
        }
    }

    @SimulatedTest
    void needsJUnitInside(@TempDir Path directory) {
        assertTrue(directory.isAbsolute());
    }
}
