package dev.moonsim.launch;

import dev.moonsim.config.ProgramCheck;
import dev.moonsim.config.UsageError;
import dev.moonsim.decide.Decisions;
import dev.moonsim.disk.CutChoice;
import dev.moonsim.node.NodeSpec;
import dev.moonsim.node.Program;
import dev.moonsim.run.PowerCutPlan;
import dev.moonsim.run.Scenario;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code -Dmoonsim.powercut} says: {@code 64}, or {@code 64 com.example.Check args}.
 *
 * @param most outcomes that are tried of one cut
 * @param check main class and arguments of the check; empty where the scenario has it as a version
 * @param one the one cut that the run has, or null where a parent says which: point, failed sync, outcome
 */
public record PowerCutOptions(int most, List<String> check, List<Integer> one) {
    /** The version of a scenario's node that checks. */
    public static final String CHECK = "check";

    static PowerCutOptions parse(String value, String where) {
        List<String> words = List.of(value.strip().split(" +"));
        try {
            return new PowerCutOptions(Integer.parseInt(words.getFirst()), words.subList(1, words.size()), null);
        } catch (NumberFormatException e) {
            throw new UsageError(where + ": \"" + value + "\", want a number of outcomes, and the check's main class and arguments");
        }
    }

    /** @param value point, failed sync and outcome, with commas between */
    PowerCutOptions at(String value, String where) {
        List<Integer> numbers = new ArrayList<>();
        for (String word : value.split(",")) {
            try {
                numbers.add(Integer.parseInt(word));
            } catch (NumberFormatException e) {
                break; // said below
            }
        }
        if (numbers.size() != 3) {
            throw new UsageError(where + ": \"" + value + "\", want point, failed sync and outcome: 17,0,3");
        }
        return new PowerCutOptions(most, check, List.copyOf(numbers));
    }

    /** @param moment where the program is known to come to; or null */
    PowerCutPlan plan(int point, int failedSync, int outcome, PowerCutPlan.Moment moment) {
        return new PowerCutPlan(point, failedSync, new CutChoice(outcome, most), moment);
    }

    /** The plan of the one cut. */
    PowerCutPlan plan() {
        return plan(one.get(0), one.get(1), one.get(2), null);
    }

    /**
     * A scenario of one node with the program and its check.
     *
     * @param seed what decides about the nodes of a scenario file
     */
    public Scenario of(Scenario scenario, long seed) {
        List<NodeSpec> nodes = scenario.topology().nodes(new Decisions(seed));
        if (nodes.size() != 1) {
            throw new UsageError("powercut: the scenario has " + nodes.size() + " nodes and workloads, want one node");
        }
        NodeSpec node = nodes.getFirst();
        Program program = node.programs().getFirst();
        Program checks;
        if (check.isEmpty()) {
            checks = node.program(CHECK);
            if (checks == null || checks == program) {
                throw new UsageError("powercut: the node has no second version named \"" + CHECK + "\", want \"versions\": {\"run\": {...}, \""
                        + CHECK + "\": {...}}");
            }
        } else {
            new ProgramCheck().checkMain(check.getFirst(), program.classPath(), "--check");
            checks = new Program(CHECK, check.getFirst(), program.classPath(), program.access(), check.subList(1, check.size()), program.properties(),
                    program.environment(), program.workingDirectory());
        }
        NodeSpec both = new NodeSpec(node.name(), node.ip(), node.group(), node.index(), node.members(), node.tags(), node.placement(),
                List.of(program, checks), node.role(), NodeSpec.OnExit.FAIL, NodeSpec.Ready.AT_ONCE, 0);
        return Scenario.service(scenario.title(), both).withNetwork(scenario.network()).withBudget(scenario.budgetNanos())
                .withDeadlines(scenario.deadlines()).withSchedule(scenario.schedule()).withDisk(scenario.disk())
                .withProperties(scenario.properties());
    }
}
