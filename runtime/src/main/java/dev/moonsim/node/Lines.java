package dev.moonsim.node;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Who reads the lines that nodes print, on standard output and standard error. */
public final class Lines {
    private record Listener(Predicate<Node> about, BiConsumer<Node, String> action) {
    }

    private final List<Listener> listeners = new ArrayList<>();

    /**
     * Before the first node boots.
     *
     * @param about the nodes whose lines are wanted
     * @param action is given each complete line, by the task that prints it, as Moonsim's own code; what it does is done later
     */
    public void listen(Predicate<Node> about, BiConsumer<Node, String> action) {
        listeners.add(new Listener(about, action));
    }

    /** What takes in one stream of a boot; null where nobody listens. */
    Assembler of(Node node) {
        List<BiConsumer<Node, String>> actions = new ArrayList<>();
        for (Listener listener : listeners) {
            if (listener.about.test(node)) {
                actions.add(listener.action);
            }
        }
        return actions.isEmpty() ? null : new Assembler(node, actions);
    }

    /** Puts lines together from what is written. */
    static final class Assembler {
        private final Node node;
        private final List<BiConsumer<Node, String>> actions;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        private Assembler(Node node, List<BiConsumer<Node, String>> actions) {
            this.node = node;
            this.actions = actions;
        }

        void write(byte[] bytes, int offset, int length) {
            for (int i = offset; i < offset + length; i++) {
                if (bytes[i] != '\n') {
                    line.write(bytes[i]);
                    continue;
                }
                String text = line.toString(StandardCharsets.UTF_8);
                line.reset();
                String whole = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
                actions.forEach(action -> action.accept(node, whole));
            }
        }
    }
}
