package dev.moonsim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import apps.libraries.CaffeineCaches;
import apps.libraries.Coroutines;
import apps.libraries.DisruptorRings;
import apps.libraries.GuavaConcurrency;
import apps.libraries.JctoolsQueues;
import apps.libraries.PekkoActors;
import apps.libraries.PoolRefused;
import apps.libraries.Pools;
import apps.libraries.ReactorStreams;
import apps.libraries.RxJavaStreams;
import dev.moonsim.e2e.Moonsim.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Libraries of threads, as shipped, each driven by a program with several threads that checks its own data. */
class LibrariesTest {
    private static final Path OLD = Path.of("target/old").toAbsolutePath();

    static Stream<Class<?>> programs() {
        return Stream.of(CaffeineCaches.class, Coroutines.class, DisruptorRings.class, GuavaConcurrency.class,
                JctoolsQueues.class, PekkoActors.class, Pools.class, ReactorStreams.class, RxJavaStreams.class);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void passesTheSameInTwoFreshJvmsAndInAWarmOne(Class<?> program) {
        Run fresh = Moonsim.program(program).seed(1).run().passed();
        assertEquals("passed", fresh.out().strip());
        Run repeated = Moonsim.program(program).seed(1).jvm("-Dmoonsim.repeat=3").run().passed();
        assertEquals(fresh.digest(), repeated.digest());
    }

    @ParameterizedTest
    @MethodSource("programs")
    void passesUnderOtherSeeds(Class<?> program) {
        explore("2..5", "0", Moonsim.libraries(), program, "--jobs", "1", "--jvm=-XX:TieredStopAtLevel=1").passed();
    }

    /** POOL-303: a thread waits for ever for an object that another thread has failed to make. */
    @Test
    void findsThePublishedBugOfAnOldCommonsPool() {
        Run run = explore("1..50", "0", OLD.resolve("commons-pool2-with-303.jar").toString(), PoolRefused.class).exits(1);
        String said = run.out() + run.err();
        assertTrue(said.contains("lost wake-up"), said);
        assertTrue(said.contains("LinkedBlockingDeque.takeFirst"), said);
        assertTrue(said.contains("run again in a fresh JVM: same failure, same digest"), said);
    }

    @Test
    void findsNothingInTheReleasesWithTheFix() {
        explore("1..50", "0", OLD.resolve("commons-pool2-without-303.jar").toString(), PoolRefused.class).passed();
        explore("1..50", "0", Moonsim.libraries(), PoolRefused.class).passed();
    }

    @Tag("soak")
    @ParameterizedTest
    @MethodSource("programs")
    void passesUnderAThousandSeeds(Class<?> program) {
        explore("1..1000", "50", Moonsim.libraries(), program).passed();
    }

    @Tag("soak")
    @Test
    void findsNothingInAThousandSeedsOfTheReleasesWithTheFix() {
        explore("1..1000", "50", OLD.resolve("commons-pool2-without-303.jar").toString(), PoolRefused.class).passed();
        explore("1..1000", "50", Moonsim.libraries(), PoolRefused.class).passed();
    }

    private static Run explore(String seeds, String checkEvery, String libraries, Class<?> program, String... options) {
        List<String> words = new ArrayList<>(List.of("explore", "--seeds", seeds, "--check-every", checkEvery));
        words.addAll(List.of(options));
        words.addAll(List.of("--", "-cp", Moonsim.CLASSES + ":" + libraries, program.getName()));
        return Moonsim.cli(words.toArray(new String[0])).run();
    }
}
