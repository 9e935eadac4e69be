package apps.junit;

import apps.examples.echo.EchoServer;
import apps.examples.echo.EchoWorkload;
import apps.examples.roles.RoleNode;
import apps.examples.roles.RoleWorkload;
import apps.examples.store.StoreServer;
import apps.examples.store.StoreWorkload;
import dev.moonsim.junit.Cluster;
import dev.moonsim.junit.SimulationTest;
import java.time.Duration;

/** The examples with their mistakes; by itself the build does not run them. */
class ExampleSamples {
    @SimulationTest(seeds = 100)
    void hastyEcho(Cluster cluster) {
        cluster.node("echo", EchoServer.class, "hasty").workloads(EchoWorkload.class, "1..3").chaosFor(Duration.ofSeconds(30))
                .fault("attrition", "interval", "1s..4s", "crash", 0, "graceful", 1, "recovery", "200ms..2s");
    }

    @SimulationTest(seeds = 100)
    void carelessRoles(Cluster cluster) {
        cluster.nodes("node", 3, RoleNode.class, "${tag:role}", "${others}", "careless")
                .tags("role", "leader", "follower", "follower").workloads(RoleWorkload.class, "2").chaos("swarm")
                .chaosFor(Duration.ofSeconds(10)).fault("attrition", "interval", "1s..5s", "recovery", "200ms..3s");
    }

    @SimulationTest(seeds = 100)
    void forgetfulStore(Cluster cluster) {
        cluster.node("store", StoreServer.class, "forgetful").workload(StoreWorkload.class).chaos("swarm")
                .chaosFor(Duration.ofSeconds(30)).fault("attrition", "interval", "1s..5s", "recovery", "200ms..3s");
    }
}
