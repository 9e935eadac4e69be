package apps.raft;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The key-value map that the log decides. Remembers each client's last request, so that one sent again is answered, not redone. */
final class Machine {
    private final Map<String, String> values = new HashMap<>();
    private final Map<Integer, Session> sessions = new HashMap<>();
    /** A hash of all that was applied, after each entry. */
    private final List<Long> hashes = new ArrayList<>();

    private record Session(long sequence, String answer) {}

    void apply(Entry entry) {
        long before = hashes.isEmpty() ? 17 : hashes.getLast();
        Command command = entry.command();
        hashes.add((before * 31 + entry.term()) * 1_000_003 + command.hashCode());
        if (command.operation() == Command.NOTHING) {
            return;
        }
        Session session = sessions.get(command.client());
        if (session != null && session.sequence >= command.sequence() && !Bug.APPLIES_TWICE.planted()) {
            return;
        }
        sessions.put(command.client(), new Session(command.sequence(), change(command)));
    }

    private String change(Command command) {
        if (command.operation() == Command.CAS && !read(command.key()).equals(command.expected())) {
            return "false";
        }
        values.put(command.key(), command.value());
        return "true";
    }

    /** The value of a key, empty for none. */
    String read(String key) {
        return values.getOrDefault(key, "");
    }

    /** What the last request of a client was answered, null where that is another one. */
    String answer(Command command) {
        Session session = sessions.get(command.client());
        return session != null && session.sequence == command.sequence() ? session.answer : null;
    }

    List<Long> hashesFrom(int from) {
        return from >= hashes.size() ? List.of() : List.copyOf(hashes.subList(from, hashes.size()));
    }
}
