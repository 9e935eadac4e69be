package dev.moonsim.fault;

import dev.moonsim.node.Node;
import dev.moonsim.node.NodeSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Names nodes in scenario files: the name of a group, of a node, {@code TAG=VALUE}, a data centre, zone or machine
 * ({@code dc1-z2}), or {@code *}; several with commas between. Null stands for all nodes. Workloads are never meant.
 */
public record NodeSelector(String text) {
    public boolean selects(NodeSpec spec) {
        if (spec.workload()) {
            return false;
        }
        if (text == null || text.equals("*")) {
            return true;
        }
        for (String one : text.split(",")) {
            String wanted = one.strip();
            int equals = wanted.indexOf('=');
            if (equals >= 0 ? wanted.substring(equals + 1).equals(spec.tags().get(wanted.substring(0, equals)))
                    : wanted.equals(spec.group()) || wanted.equals(spec.name()) || spec.placement().isIn(wanted)) {
                return true;
            }
        }
        return false;
    }

    public List<Node> among(Collection<Node> nodes) {
        List<Node> selected = new ArrayList<>();
        for (Node node : nodes) {
            if (selects(node.spec())) {
                selected.add(node);
            }
        }
        return selected;
    }
}
