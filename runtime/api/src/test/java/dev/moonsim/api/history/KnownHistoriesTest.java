package dev.moonsim.api.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Histories as lines: the columns are the moments, {@code [} invokes and {@code ]} answers, {@code >} never does. */
class KnownHistoriesTest {
    private final RegisterModel<Integer> register = new RegisterModel<>(0);
    private final KeyValueModel<String, String> map = new KeyValueModel<>();
    private final QueueModel<String> queue = new QueueModel<>();
    private final LockModel lock = new LockModel();
    private final CounterModel counter = new CounterModel();

    private record Line<I>(String interval, I input, Object output) { }

    private static <I> Line<I> line(String interval, I input, Object output) {
        return new Line<>(interval, input, output);
    }

    @SafeVarargs
    private static <S, I> CheckResult<I, Object> check(Model<S, I, Object> model, Line<I>... lines) {
        List<Operation<I, Object>> operations = new ArrayList<>();
        for (Line<I> line : lines) {
            int from = line.interval.indexOf('[');
            int to = line.interval.indexOf(']');
            int i = operations.size();
            operations.add(new Operation<>(i, "c" + i, line.input,
                    to < 0 ? Operation.Outcome.UNKNOWN : Operation.Outcome.OK, line.output, from,
                    to < 0 ? Operation.NEVER : to, from * 1_000, to * 1_000));
        }
        return Linearizability.check(operations, model, Limits.DEFAULT);
    }

    private static void good(CheckResult<?, ?> result) {
        assertEquals(Verdict.LINEARIZABLE, result.verdict(), result::toString);
        assertTrue(result.failingPart().isEmpty());
        result.orThrow();
    }

    private static void bad(CheckResult<?, ?> result) {
        assertEquals(Verdict.NOT_LINEARIZABLE, result.verdict(), result::toString);
        assertThrows(AssertionError.class, result::orThrow);
    }

    @Test
    void nothing() {
        good(check(register));
        good(check(register, line("[>", RegisterModel.read(), null)));
    }

    @Test
    void aRegister() {
        good(check(register,
                line("[   ]  ", RegisterModel.write(1), null),
                line(" [ ]   ", RegisterModel.read(), 0),
                line("   [  ]", RegisterModel.read(), 1)));
        bad(check(register,
                line("[     ]", RegisterModel.write(1), null),
                line(" [ ]   ", RegisterModel.read(), 1),
                line("    [] ", RegisterModel.read(), 0)));
        good(check(register,
                line("[    ]", RegisterModel.compareAndSet(0, 1), true),
                line("[    ]", RegisterModel.compareAndSet(1, 2), true),
                line("[    ]", RegisterModel.compareAndSet(0, 3), false)));
        bad(check(register,
                line("[    ]", RegisterModel.compareAndSet(0, 1), true),
                line("[    ]", RegisterModel.compareAndSet(0, 2), true)));
    }

    @Test
    void aLostWriteTakesEffectOnceOrNever() {
        good(check(register,
                line("[>      ", RegisterModel.write(1), null),
                line("   [ ]  ", RegisterModel.read(), 0),
                line("      []", RegisterModel.read(), 1)));
        bad(check(register,
                line("[>          ", RegisterModel.write(1), null),
                line("   []       ", RegisterModel.read(), 1),
                line("     []     ", RegisterModel.write(2), null),
                line("       []   ", RegisterModel.read(), 2),
                line("         [ ]", RegisterModel.read(), 1)));
        bad(check(register,
                line("  [>", RegisterModel.write(1), null),
                line("[]  ", RegisterModel.read(), 1)));
        // Two equal ones may take effect twice.
        good(check(register,
                line("[>          ", RegisterModel.write(1), null),
                line("[>          ", RegisterModel.write(1), null),
                line("   []       ", RegisterModel.read(), 1),
                line("     []     ", RegisterModel.write(2), null),
                line("         [ ]", RegisterModel.read(), 1)));
    }

    @Test
    void aMap() {
        good(check(map,
                line("[]          ", KeyValueModel.append("k", "a"), null),
                line("  []        ", KeyValueModel.append("k", "b"), null),
                line("    []      ", KeyValueModel.get("k"), "ab"),
                line("    [  ]    ", KeyValueModel.delete("k"), true),
                line("        []  ", KeyValueModel.compareAndSet("k", null, "c"), true),
                line("          []", KeyValueModel.get("k"), "c"),
                line("[          ]", KeyValueModel.get("other"), null)));
        bad(check(map, line("[]", KeyValueModel.delete("k"), true)));
        bad(check(map,
                line("[]    ", KeyValueModel.put("k", "1"), null),
                line("  []  ", KeyValueModel.delete("k"), null),
                line("    []", KeyValueModel.get("k"), "1")));
    }

    @Test
    void aQueue() {
        good(check(queue,
                line("[   ]      ", QueueModel.enqueue("a"), null),
                line("[   ]      ", QueueModel.enqueue("b"), null),
                line("     []    ", QueueModel.dequeue(), "b"),
                line("       []  ", QueueModel.dequeue(), "a"),
                line("         []", QueueModel.dequeue(), null)));
        bad(check(queue,
                line("[]       ", QueueModel.enqueue("a"), null),
                line("  []     ", QueueModel.enqueue("b"), null),
                line("    []   ", QueueModel.dequeue(), "b"),
                line("      [] ", QueueModel.dequeue(), "a")));
        bad(check(queue,
                line("[]    ", QueueModel.enqueue("a"), null),
                line("  []  ", QueueModel.dequeue(), "a"),
                line("    []", QueueModel.dequeue(), "a")));
        bad(check(queue, line("[]", QueueModel.enqueue("a"), false)));
        good(check(new QueueModel<String>(1),
                line("[]  ", QueueModel.enqueue("a"), true),
                line("  []", QueueModel.enqueue("b"), false)));
        // A lost dequeue took the value.
        good(check(queue,
                line("[]    ", QueueModel.enqueue("a"), null),
                line(" [>   ", QueueModel.dequeue(), null),
                line("    []", QueueModel.dequeue(), null)));
    }

    @Test
    void aLock() {
        bad(check(lock,
                line("[]  ", LockModel.acquire("a"), true),
                line("  []", LockModel.acquire("b"), true)));
        good(check(lock,
                line("[]      ", LockModel.acquire("a"), true),
                line("  []    ", LockModel.acquire("b"), false),
                line("  [>    ", LockModel.release("a"), null),
                line("    []  ", LockModel.acquire("b"), true),
                line("      []", LockModel.release("a"), false)));
        bad(check(lock, line("[]", LockModel.acquire("a"), true), line("  []", LockModel.acquire("a"), true)));
        good(check(lock.reentrant(),
                line("[]        ", LockModel.acquire("a"), true),
                line("  []      ", LockModel.acquire("a"), true),
                line("    []    ", LockModel.release("a"), true),
                line("      []  ", LockModel.acquire("b"), false),
                line("        []", LockModel.release("a"), true)));
        good(check(lock.fenced(),
                line("[]      ", LockModel.acquire("a"), 7L),
                line("  []    ", LockModel.release("a"), true),
                line("    []  ", LockModel.acquire("b"), 9L)));
        bad(check(lock.fenced(),
                line("[]      ", LockModel.acquire("a"), 7L),
                line("  []    ", LockModel.release("a"), true),
                line("    []  ", LockModel.acquire("b"), 7L)));
        // The lost acquisition took 8 at least.
        bad(check(lock.fenced(),
                line("[]          ", LockModel.acquire("a"), 7L),
                line("  []        ", LockModel.release("a"), true),
                line("    [>      ", LockModel.acquire("b"), null),
                line("      []    ", LockModel.acquire("c"), false),
                line("        []  ", LockModel.release("b"), true),
                line("          []", LockModel.acquire("c"), 8L)));
    }

    @Test
    void aCounter() {
        good(check(counter,
                line("[   ]  ", CounterModel.add(2), null),
                line(" [   ] ", CounterModel.add(3), 3L),
                line("      []", CounterModel.get(), 5)));
        bad(check(counter,
                line("[   ]  ", CounterModel.add(1), 1L),
                line(" [   ] ", CounterModel.add(1), 1L)));
    }

    @Test
    void aModelFromAFunction() {
        Model<Map<String, Integer>, String, Integer> ids = Model.of(Map.of(), (state, name) -> {
            Map<String, Integer> next = new HashMap<>(state);
            Integer id = next.computeIfAbsent(name, unknown -> state.size());
            return new Model.Transition<>(next, id);
        });
        History<String, Integer> history = History.of(ids);
        history.invoke("a", "x").complete(0);
        history.invoke("b", "y").complete(1);
        history.invoke("b", "x").complete(0);
        assertEquals(Verdict.LINEARIZABLE, Linearizability.check(history, ids).verdict());
        history.invoke("b", "z").complete(1);
        assertEquals(Verdict.NOT_LINEARIZABLE, Linearizability.check(history, ids).verdict());
    }

    @Test
    void aModelThatChangesItsStateIsRefused() {
        Model<List<Integer>, Integer, Integer> broken = Model.of(new ArrayList<>(), (state, value) -> {
            state.add(value);
            return new Model.Transition<>(state, state.size());
        });
        History<Integer, Integer> history = History.of(broken);
        history.invoke("a", 5).complete(1);
        Exception refused = assertThrows(IllegalArgumentException.class, () -> Linearizability.check(history, broken));
        assertTrue(refused.getMessage().contains("changed a state in place"), refused.getMessage());
    }

    @Test
    void anAnswerThatMakesNoSenseIsRefused() {
        Exception refused = assertThrows(IllegalArgumentException.class,
                () -> check(register, line("[]", RegisterModel.compareAndSet(0, 1), "yes")));
        assertTrue(refused.getMessage().contains("cas(0, 1) is yes (java.lang.String), should be true or false"),
                refused.getMessage());
    }

    @Test
    void theLimitOfStatesLeavesItUnknown() {
        List<Line<QueueModel.Input<String>>> lines = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            lines.add(line("[   ]", QueueModel.enqueue("v" + i), null));
        }
        lines.add(line("      []", QueueModel.dequeue(), "none"));
        List<Operation<QueueModel.Input<String>, Object>> operations = new ArrayList<>();
        for (Line<QueueModel.Input<String>> line : lines) {
            operations.add(new Operation<>(operations.size(), "c", line.input, Operation.Outcome.OK, line.output,
                    line.interval.indexOf('['), line.interval.indexOf(']'), 0, 0));
        }
        CheckResult<?, ?> result = Linearizability.check(operations, queue, Limits.states(10_000));
        assertEquals(Verdict.UNKNOWN, result.verdict());
        assertEquals(10_000, result.states());
        assertEquals(1, result.undecided());
        assertTrue(result.toString().startsWith("unknown"), result.toString());
        result.orThrow();
        assertEquals(Verdict.UNKNOWN, Linearizability.check(operations, queue,
                Limits.DEFAULT.within(Duration.ofNanos(1))).verdict());
        assertThrows(IllegalArgumentException.class, () -> Limits.states(0));
    }

    @Test
    void theFailingPartIsShown() {
        History<KeyValueModel.Input<String, String>, Object> history = History.of(map);
        for (int i = 0; i < 20; i++) {
            history.invoke("c1", KeyValueModel.put("x", "old" + i)).complete(null);
            history.invoke("c2", KeyValueModel.get("x")).complete("old" + i);
            history.invoke("c2", KeyValueModel.put("y", "y" + i)).complete(null);
        }
        history.invoke("c1", KeyValueModel.put("x", "1")).complete(null);
        var late = history.invoke("c3", KeyValueModel.get("x"));
        var lost = history.invoke("c4", KeyValueModel.put("x", "3"));
        var second = history.invoke("c2", KeyValueModel.put("x", "2"));
        late.complete("1");
        second.complete(null);
        lost.unknown();
        history.invoke("c3", KeyValueModel.get("x")).complete("1");
        history.invoke("c3", KeyValueModel.get("x")).complete("2");
        CheckResult<?, ?> result = Linearizability.check(history, map);
        FailingPart<?, ?> part = result.failingPart().orElseThrow();
        assertEquals(List.of("c1: put(x, 1) -> null", "c2: put(x, 2) -> null", "c3: get(x) -> 1"),
                part.operations().stream().map(Object::toString).toList());
        assertEquals("x", part.partition());
        assertEquals(42, part.leftOut());
        assertEquals(part.operations().get(2), part.culprit());
        assertEquals(List.of("2", "3"), part.states().stream().sorted().toList());
        String[] lines = result.toString().replaceAll("\\d+\\.\\d{6}", "#").split("\n");
        assertEquals("not linearizable (66 operations, 2 parts, 1 not linearizable, " + result.states() + " states)",
                lines[0]);
        assertEquals("c3: get(x) -> 1 at # s (operation 64) has no explanation: before it the state of x is one of "
                + String.join(" | ", part.states()), lines[1]);
        assertTrue(result.toString().contains("\\ 1       <== no explanation\n"), result.toString());
        assertEquals("42 others on x before this answer: it fails whether they took effect or not", lines[9]);
        assertEquals(10, lines.length);
    }

    @Test
    void aLostWriteThatIsReadIsShown() {
        CheckResult<?, ?> result = check(register,
                line("[>          ", RegisterModel.write(1), null),
                line("   []       ", RegisterModel.read(), 1),
                line("     []     ", RegisterModel.write(2), null),
                line("       []   ", RegisterModel.read(), 2),
                line("         [ ]", RegisterModel.read(), 1));
        List<Integer> shown = result.failingPart().orElseThrow().operations().stream().map(Operation::index).toList();
        assertTrue(shown.contains(0) && shown.contains(1) && shown.contains(4) && shown.size() == 4, shown.toString());
    }
}
