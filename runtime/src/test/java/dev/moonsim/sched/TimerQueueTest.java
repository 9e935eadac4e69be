package dev.moonsim.sched;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TimerQueueTest {
    private static final Comparator<Entry> ORDER = Comparator.comparingLong(Entry::due).thenComparingLong(Entry::order);

    /** @param what a timer or an action */
    private record Entry(long due, long order, Object what) {
    }

    /** Every third is an action that cannot be cancelled. */
    private static Entry add(TimerQueue queue, long due, long order) {
        if (order % 3 == 0) {
            Runnable action = new Object()::hashCode;
            queue.add(due, order, action);
            return new Entry(due, order, action);
        }
        Timer timer = new Timer(queue, due, new Object()::hashCode, null);
        queue.add(timer, order);
        return new Entry(due, order, timer);
    }

    private static void assertNext(Entry expected, TimerQueue queue) {
        assertFalse(queue.isEmpty());
        assertEquals(expected.due, queue.due());
        assertSame(expected.what, queue.poll());
        assertEquals(expected.order, queue.sequence());
    }

    @Test
    void firesInOrderOfTimeThenOfScheduling() {
        TimerQueue queue = new TimerQueue();
        Random random = new Random(7);
        List<Entry> model = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            Entry some = model.isEmpty() ? null : model.get(random.nextInt(model.size()));
            if (random.nextInt(3) == 0 && some != null && some.what instanceof Timer timer) {
                model.remove(some);
                assertTrue(timer.cancel());
                assertFalse(timer.cancel());
            } else {
                model.add(add(queue, random.nextInt(500), i));
            }
        }
        model.sort(ORDER);
        for (Entry expected : model) {
            assertNext(expected, queue);
        }
        assertTrue(queue.isEmpty());
        assertEquals(Long.MAX_VALUE, queue.due());
        assertNull(queue.poll());
    }

    @Test
    void keepsTheOrderWhileTimersComeAndGo() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            TimerQueue queue = new TimerQueue();
            TreeSet<Entry> model = new TreeSet<>(ORDER);
            int most = 1 + random.nextInt(400);
            long now = 0;
            for (int i = 0; i < 20_000; i++) {
                int what = random.nextInt(8);
                if (what < 4 && model.size() < most) {
                    model.add(add(queue, now + random.nextInt(1 << random.nextInt(10)), i));
                } else if (what < 7 && !model.isEmpty()) {
                    Entry expected = model.pollFirst();
                    assertNext(expected, queue);
                    now = expected.due;
                } else if (!model.isEmpty()) {
                    Entry chosen = model.floor(new Entry(now + random.nextInt(100), i, null));
                    chosen = chosen == null ? model.last() : chosen;
                    if (chosen.what instanceof Timer timer) {
                        assertTrue(timer.cancel());
                        model.remove(chosen);
                    }
                }
                assertEquals(model.size(), queue.size());
            }
            assertEquals(model.stream().map(Entry::due).toList(), queue.all().stream().map(Timer::due).sorted().toList());
        }
    }

    @Test
    void showsWhatIsNextInItsOrderWhereManyArePending() {
        TimerQueue queue = new TimerQueue();
        List<Object> shown = new ArrayList<>();
        queue.lookAhead((next, count) -> shown.addAll(Arrays.asList(next).subList(0, count)));
        List<Object> fired = new ArrayList<>();
        Random random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            add(queue, random.nextInt(500), i);
        }
        while (queue.size() > 500) {
            fired.add(queue.poll());
        }
        assertEquals(fired, shown.subList(0, fired.size()));
    }
}
