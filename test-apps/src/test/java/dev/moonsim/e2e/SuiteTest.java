package dev.moonsim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.moonsim.e2e.Suite.Entry;
import dev.moonsim.e2e.WarmJvm.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every planted bug of {@link Suite} is found within its bound, and every correct twin passes. */
class SuiteTest {
    private static final int TWIN_SEEDS = 100;
    private static final int BATCH = 50;
    /** For JVMs that live for a second: compiling well would cost more than it saves. */
    private static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1";

    private static ExecutorService jvms;

    @BeforeAll
    static void open() {
        jvms = Executors.newFixedThreadPool(2);
    }

    @AfterAll
    static void close() {
        jvms.shutdownNow();
    }

    @TestFactory
    List<DynamicTest> plantedBugsAreFound() {
        return each(Suite.ENTRIES.stream().filter(entry -> !entry.isCorrect()).toList(), SuiteTest::find);
    }

    @TestFactory
    List<DynamicTest> correctTwinsPass() {
        return each(Suite.ENTRIES, SuiteTest::pass);
    }

    @Test
    void thereAreAtLeastSixtyPrograms() {
        assertTrue(Suite.ENTRIES.stream().filter(entry -> !entry.isCorrect()).count() >= 60);
        assertEquals(Suite.ENTRIES.size(), Suite.ENTRIES.stream().map(Entry::main).distinct().count());
    }

    /** All of them begin at once, as many at a time as there are threads. */
    private static List<DynamicTest> each(List<Entry> entries, java.util.function.Consumer<Entry> body) {
        List<DynamicTest> tests = new ArrayList<>();
        for (Entry entry : entries) {
            CompletableFuture<Void> done = CompletableFuture.runAsync(() -> body.accept(entry), jvms);
            tests.add(DynamicTest.dynamicTest(entry.name(), () -> {
                try {
                    done.get();
                } catch (ExecutionException e) {
                    throw e.getCause();
                }
            }));
        }
        return tests;
    }

    private static List<Long> seeds(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    private static void find(Entry entry) {
        try (WarmJvm jvm = entry.start(false, SHORT_LIVED)) {
            for (long from = 1; from <= entry.bound(); from += BATCH) {
                for (Outcome outcome : jvm.run(seeds(from, Math.min(from + BATCH - 1, entry.bound())))) {
                    if (!outcome.passed()) {
                        assertTrue(entry.isDeclared(outcome), outcome.text());
                        return;
                    }
                }
            }
        }
        throw new AssertionError("not found in " + entry.bound() + " seeds");
    }

    private static void pass(Entry entry) {
        try (WarmJvm jvm = entry.start(true, SHORT_LIVED)) {
            for (Outcome outcome : jvm.run(seeds(1, TWIN_SEEDS))) {
                assertTrue(outcome.passed(), outcome.text());
            }
        }
    }
}
