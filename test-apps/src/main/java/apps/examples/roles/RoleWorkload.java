package apps.examples.roles;

import dev.moonsim.api.Assert;
import dev.moonsim.api.NodeInfo;
import dev.moonsim.api.Workload;
import dev.moonsim.api.WorkloadContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Adds elements at any node; what was taken must be in the leader's list in the end. */
public final class RoleWorkload implements Workload {
    private final List<String> taken = new ArrayList<>();

    @Override
    public void run(WorkloadContext context) throws InterruptedException {
        for (int i = 0; !context.isDone(); i++) {
            NodeInfo node = context.nodes().get(context.random().nextInt(context.nodes().size()));
            String element = context.index() + "-" + i;
            try {
                String answer = RoleNode.ask(node.ip(), "add " + element);
                if (answer.equals("ok")) {
                    taken.add(element);
                }
                Assert.sometimes(answer.equals("not the leader"), "a follower has refused an element");
                Assert.sometimes(answer.equals("no follower"), "an element had no copy");
            } catch (IOException e) {
                Assert.reachable("a node did not answer");
            }
            Thread.sleep(context.random().nextInt(100));
        }
    }

    @Override
    public void check(WorkloadContext context) throws IOException {
        NodeInfo leader = context.nodes().stream().filter(node -> "leader".equals(node.tags().get("role"))).findFirst().orElseThrow();
        List<String> elements = List.of(RoleNode.ask(leader.ip(), "list").split(","));
        for (String element : taken) {
            Assert.always(elements.contains(element), "the leader has what was taken", Map.of("element", element));
        }
    }
}
