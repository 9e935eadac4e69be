package dev.moonsim.property;

import dev.moonsim.node.Node;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

    /** What takes in the output of one stream of a node; null where no rule is about the node. */
    Lines lines(Node node) {
        List<Integer> about = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).isAbout(node)) {
                about.add(i);
            }
        }
        return about.isEmpty() ? null : new Lines(about);
    }

    /** Puts lines together from what is written, and looks at each when it is complete. */
    final class Lines {
        private final List<Integer> about;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        private Lines(List<Integer> about) {
            this.about = about;
        }

        void write(byte[] bytes, int offset, int length) {
            for (int i = offset; i < offset + length; i++) {
                if (bytes[i] != '\n') {
                    line.write(bytes[i]);
                    continue;
                }
                String text = line.toString(StandardCharsets.UTF_8);
                line.reset();
                if (text.endsWith("\r")) {
                    text = text.substring(0, text.length() - 1);
                }
                for (int rule : about) {
                    look(rule, text);
                }
            }
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
