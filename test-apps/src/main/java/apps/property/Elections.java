package apps.property;

import dev.moonsim.api.Invariant;
import dev.moonsim.api.Moonsim;
import dev.moonsim.api.State;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Nodes that take turns at leading, and say so; and invariants over what they say. */
public final class Elections {
    private Elections() {}

    public static void main(String[] args) throws InterruptedException {
        String name = args[0];
        boolean careless = args.length > 1 && args[1].equals("careless");
        System.out.println("starting " + name);
        for (int term = 1; term <= 20; term++) {
            Thread.sleep(100 + ThreadLocalRandom.current().nextInt(100));
            Object leader = Moonsim.published("leader");
            if (leader == null || careless && ThreadLocalRandom.current().nextInt(40) == 0) {
                Moonsim.publish("leads-" + name, true);
                Moonsim.publish("leader", name);
                System.out.println(name + " leads, term " + term);
                Thread.sleep(50);
                Moonsim.publish("leader", null);
                Moonsim.publish("leads-" + name, false);
                System.out.println(name + " stepped down");
            }
            Moonsim.publish("last", Map.of("name", name, "terms", List.of(term, term + 1)));
        }
    }

    /** Never two at once. */
    public static final class OneLeader implements Invariant {
        private static int checks;

        @Override
        public String name() {
            return "one leader";
        }

        @Override
        public void check(State state) {
            checks++;
            long leading = state.all().entrySet().stream()
                    .filter(fact -> fact.getKey().startsWith("leads-") && Boolean.TRUE.equals(fact.getValue())).count();
            if (leading > 1) {
                throw new AssertionError(leading + " nodes lead at " + state.nanos() / 1_000_000 + " ms");
            }
            if (checks > 10_000) {
                throw new IllegalStateException("statics are not fresh");
            }
        }
    }

    /** Waits, which it must not do. */
    public static final class Sleeper implements Invariant {
        @Override
        public void check(State state) throws InterruptedException {
            Thread.sleep(10);
        }
    }

    /** Reads a file, which it must not do. */
    public static final class Reader implements Invariant {
        @Override
        public void check(State state) throws java.io.IOException {
            java.nio.file.Files.writeString(java.nio.file.Path.of("/tmp/seen"), state.all().toString());
        }
    }

    /** Starts a thread, which it must not do. */
    public static final class Starter implements Invariant {
        @Override
        public void check(State state) {
            new Thread(() -> {}).start();
        }
    }

    /** Connects to a node, which it must not do. */
    public static final class Caller implements Invariant {
        @Override
        public void check(State state) throws java.io.IOException {
            new java.net.Socket("10.0.1.1", 80).close();
        }
    }
}
