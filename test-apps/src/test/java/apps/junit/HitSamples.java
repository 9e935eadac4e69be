package apps.junit;

import apps.examples.hits.HitServer;
import apps.examples.hits.HitWorkload;
import dev.moonsim.junit.Cluster;
import dev.moonsim.junit.SimulationTest;

/** What {@code SimulationTestTest} runs; by itself the build does not. */
class HitSamples {
    @SimulationTest(seeds = 20)
    void hitsAreKept(Cluster cluster) {
        cluster.node("hits", HitServer.class).workload(HitWorkload.class).fault("attrition").fault("network.partition");
    }

    @SimulationTest(seeds = 20)
    void lazyHitsAreLost(Cluster cluster) {
        cluster.node("hits", HitServer.class, "lazy").workload(HitWorkload.class).fault("attrition");
    }

    @SimulationTest(seeds = 2)
    void misspelt(Cluster cluster) {
        cluster.node("hits", HitServer.class).workload(HitWorkload.class).fault("atrition");
    }
}
