package apps.junit;

import apps.examples.hits.HitServer;
import dev.moonsim.api.Assert;
import dev.moonsim.api.Workload;
import dev.moonsim.api.WorkloadContext;
import dev.moonsim.junit.Cluster;
import dev.moonsim.junit.SimulationTest;
import java.io.IOException;
import java.net.Socket;
import java.util.NoSuchElementException;
import java.util.Scanner;

/** The first test of the README, with the service that loses what it has answered for. */
public class FirstSample implements Workload {
    @SimulationTest
    void answeredHitsAreKept(Cluster cluster) {
        cluster.node("hits", HitServer.class, "lazy").workload(FirstSample.class).fault("attrition");
    }

    @Override
    public void run(WorkloadContext context) throws Exception {
        for (long last = 0, hits; !context.isDone(); Thread.sleep(100)) {
            try (Socket socket = new Socket(context.nodes().get(0).ip(), HitServer.PORT)) {
                socket.getOutputStream().write("hit\n".getBytes());
                hits = new Scanner(socket.getInputStream()).nextLong();
                Assert.always(hits > last, "an answered hit is kept");
                last = hits;
            } catch (IOException | NoSuchElementException e) { } // it is down
        }
    }
}
