package dev.moonsim.api.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private final History<String, Integer> history = new History<>();

    @Test
    void numbersTheEvents() {
        History.Call<String, Integer> first = history.invoke("a", "one");
        History.Call<String, Integer> second = history.invoke("b", "two");
        second.complete(2);
        first.unknown();
        history.invoke("a", "three").fail();
        history.invoke("a", "four");
        List<Operation<String, Integer>> operations = history.operations();
        assertEquals("[a: one -> unknown, b: two -> 2, a: three -> failed, a: four -> pending]", operations.toString());
        assertEquals(List.of(0L, 1L, 4L, 6L), operations.stream().map(Operation::invoked).toList());
        assertEquals(List.of(3L, 2L, 5L, Operation.NEVER), operations.stream().map(Operation::returned).toList());
        assertEquals(4, history.size());
        String[] table = history.toString().replaceAll("\\d+\\.\\d{6}", "#").split("\n");
        assertEquals(5, table.length);
        assertTrue(table[2].matches("1 +b +# +# +two +2"), table[2]);
        assertTrue(table[4].matches("3 +a +# +four +\\(pending\\)"), table[4]);
    }

    @Test
    void endsOnce() {
        History.Call<String, Integer> call = history.invoke("a", "one");
        call.complete(1);
        Exception refused = assertThrows(IllegalStateException.class, call::unknown);
        assertEquals("operation 0 of client a, one, has ended already: OK, now UNKNOWN", refused.getMessage());
    }

    @Test
    void recordsAroundCode() throws Exception {
        assertEquals(7, history.call("a", "one", () -> 7));
        IOException lost = new IOException("lost");
        assertSame(lost, assertThrows(IOException.class, () -> history.call("a", "two", () -> {
            throw lost;
        })));
        assertThrows(IllegalStateException.class, () -> history.call("a", "three", () -> {
            throw new IllegalStateException();
        }, failure -> failure instanceof IllegalStateException));
        assertThrows(Error.class, () -> history.call("a", "four", () -> {
            throw new Error();
        }));
        assertEquals("[a: one -> 7, a: two -> unknown, a: three -> failed, a: four -> unknown]",
                history.operations().toString());
    }

    @Test
    void threadsMayShareIt() throws Exception {
        CounterModel model = new CounterModel();
        History<CounterModel.Input, Object> shared = History.of(model);
        AtomicLong counter = new AtomicLong();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            String name = "t" + t;
            Thread thread = new Thread(() -> {
                for (int i = 0; i < 500; i++) {
                    History.Call<CounterModel.Input, Object> call = shared.invoke(name, CounterModel.add(1));
                    call.complete(counter.incrementAndGet());
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(2_000, shared.size());
        Linearizability.check(shared, model).orThrow();
        assertEquals(Verdict.LINEARIZABLE, Linearizability.check(shared, model).verdict());
    }
}
