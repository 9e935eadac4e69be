package dev.moonsim.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A JUnit 5 test of a cluster: the method takes a {@link Cluster}, says what runs in it, and is called once for each seed,
 * which is a test of its own: {@code seed 0x2a}. A seed that fails shows its failure, how tasks and faults came together, and
 * the command that runs it again.
 *
 * <pre>{@code
 * @SimulationTest(seeds = 200)
 * void survivesCrashes(Cluster cluster) {
 *     cluster.nodes("kv", 3, Server.class, "--peers", "${others:8080}").workload(Client.class).chaos("swarm");
 * }
 * }</pre>
 *
 * <p>Nothing of Moonsim needs to be on any command line: the simulated JVMs are started by the extension, with the class path
 * of the tests. The method itself runs in the JVM of the tests, outside of the simulation. For a single program that a test
 * method is the whole of, see {@link SimulatedTest}.
 *
 * <p>The JVM that runs the tests must be a JDK 25 or newer. System property {@code moonsim.seed} in it replaces the seeds of
 * all these tests ({@code 0x2a}, {@code 1..1000}); {@code moonsim.jar} names the file where the class path of the tests does
 * not have it as a jar.
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@TestTemplate
@ExtendWith(SimulationTestExtension.class)
public @interface SimulationTest {
    /** Seeds from 1 to this number are tried. */
    int seeds() default 100;

    /** These seeds in place of the others: {@code seed = 0x2a}. */
    long[] seed() default {};

    /** Whether the seeds behind one that fails are tried too; else they are skipped. */
    boolean keepGoing() default false;

    /** Worker JVMs; 0 for one for each processor. */
    int jobs() default 0;

    /** Options of the JVMs that run the simulation, such as -Xmx2g. */
    String[] jvm() default {};
}
