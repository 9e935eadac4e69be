package dev.moonsim.property;

import dev.moonsim.node.Lines;
import java.util.List;

/** The rules of a run and what they have seen. */
final class LogRules {
    private final RunProperties run;
    private final List<LogRule> rules;
    private final boolean[] seenEarlier;

    LogRules(RunProperties run, List<LogRule> rules) {
        this.run = run;
        this.rules = rules;
        this.seenEarlier = new boolean[rules.size()];
        for (LogRule rule : rules) {
            run.table().get(rule.type().kind, rule.name());
        }
    }

    /** Looks at each line of the nodes that a rule is about; invariants, whose machines are in no list, print for nobody. */
    void listen(Lines lines) {
        for (int i = 0; i < rules.size(); i++) {
            int rule = i;
            lines.listen(node -> node.index() >= 0 && rules.get(rule).isAbout(node), (node, line) -> look(rule, line));
        }
    }

    private void look(int index, String line) {
        LogRule rule = rules.get(index);
        if (rule.pattern().matcher(line).find()) {
            boolean holds = switch (rule.type()) {
                case NEVER -> false;
                case SOMETIMES -> true;
                case BEFORE -> seenEarlier[index];
                case NEVER_WITHOUT_FAULT -> run.hadFaultWithin(rule.withinNanos());
            };
            run.lineMatched(run.table().get(rule.type().kind, rule.name()), holds, line);
        }
        if (rule.earlier() != null && !seenEarlier[index]) {
            seenEarlier[index] = rule.earlier().matcher(line).find();
        }
    }
}
