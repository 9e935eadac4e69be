package dev.moonsim.e2e;

import apps.examples.echo.EchoServer;
import apps.examples.echo.EchoWorkload;
import apps.examples.roles.RoleNode;
import apps.examples.roles.RoleWorkload;
import apps.examples.store.StoreServer;
import apps.examples.store.StoreWorkload;
import dev.moonsim.junit.Cluster;
import dev.moonsim.junit.SimulationTest;
import java.time.Duration;
import org.junit.jupiter.api.Tag;

/**
 * The examples, as their author would test them. Their planted mistakes are in {@code apps.junit.ExampleSamples}, where
 * {@link SimulationTestTest} finds them.
 */
class ExamplesTest {
    @SimulationTest(seeds = 10)
    void echoServer(Cluster cluster) {
        echo(cluster);
    }

    @SimulationTest(seeds = 10)
    void roles(Cluster cluster) {
        roles(cluster, "none");
    }

    @SimulationTest(seeds = 10)
    void store(Cluster cluster) {
        cluster.node("store", StoreServer.class).workload(StoreWorkload.class);
        crashes(cluster);
    }

    @Tag("soak")
    @SimulationTest(seeds = 1000)
    void echoServerForLong(Cluster cluster) {
        echo(cluster);
    }

    @Tag("soak")
    @SimulationTest(seeds = 1000)
    void rolesForLong(Cluster cluster) {
        roles(cluster, "none");
    }

    @Tag("soak")
    @SimulationTest(seeds = 1000)
    void storeForLong(Cluster cluster) {
        store(cluster);
    }

    private static void echo(Cluster cluster) {
        cluster.node("echo", EchoServer.class).workloads(EchoWorkload.class, "1..3").chaosFor(Duration.ofSeconds(30))
                .fault("attrition", "interval", "1s..4s", "crash", 0, "graceful", 1, "recovery", "200ms..2s");
    }

    private static void roles(Cluster cluster, String mistake) {
        cluster.nodes("node", 3, RoleNode.class, "${tag:role}", "${others}", mistake).tags("role", "leader", "follower", "follower")
                .workloads(RoleWorkload.class, "2");
        crashes(cluster);
    }

    private static void crashes(Cluster cluster) {
        cluster.chaos("swarm").chaosFor(Duration.ofSeconds(30))
                .fault("attrition", "interval", "1s..5s", "recovery", "200ms..3s");
    }
}
