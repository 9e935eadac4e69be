package dev.moonsim.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A JUnit 5 test that runs in the simulation, under many seeds, until one fails: each seed is another interleaving of its
 * threads. The test fails with the failure of that seed and says how to run the seed again.
 *
 * <p>Each run has a fresh instance of the test class in a simulated process of its own, with the class path of the tests;
 * {@code @BeforeAll}, {@code @BeforeEach}, {@code @AfterEach} and {@code @AfterAll} methods are part of it. A run ends with
 * the test, whatever threads it has left; a thread of the test that dies of an exception is a failure, as is a deadlock.
 * JUnit itself does not run inside, so a class with extensions, injected parameters or a {@code @TempDir}, and an inner
 * ({@code @Nested}) class, are refused. Outside, JUnit makes one instance of the class, which is not used, and calls its
 * {@code @BeforeAll} and {@code @AfterAll} once.
 *
 * <p>The JVM that runs the tests must be a JDK 25 or newer. System property {@code moonsim.seed} in it replaces the seeds of
 * all these tests; {@code moonsim.jar} names the file where the class path of the tests does not have it as a jar.
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Test
@ExtendWith(SimulatedTestExtension.class)
public @interface SimulatedTest {
    /** Seeds from 1 to this number are tried. */
    int seeds() default 1000;

    /** These seeds in place of the others: {@code seed = 0x2a}. */
    long[] seed() default {};

    /** Which task runs next: mix (the seed chooses), random, pct, pct:DEPTH, pos or fifo. */
    String strategy() default "mix";

    /** Where a running task gives way, as option {@code --preempt}; empty for that option's default. */
    String preempt() default "";

    /** Whether runnable tasks are held back while virtual time goes on: off, on, or auto, where the seed decides. */
    String stalls() default "auto";

    /** Waits that end without cause: off, on, or auto, where the seed decides. */
    String spurious() default "auto";

    /** Virtual time after which a run ends (and passes), such as 10m; empty for two days. */
    String budget() default "";

    /** Worker JVMs; 0 for one for each processor. */
    int jobs() default 0;

    /** Options of the JVMs that run the simulation, such as -Xmx2g. */
    String[] jvm() default {};
}
