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
    private static final Comparator<Timer> ORDER = Comparator.comparingLong(Timer::due).thenComparingLong(t -> t.sequence);

    @Test
    void firesInOrderOfTimeThenOfScheduling() {
        TimerQueue queue = new TimerQueue();
        Random random = new Random(7);
        List<Timer> model = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            if (random.nextInt(3) == 0 && !model.isEmpty()) {
                Timer cancelled = model.remove(random.nextInt(model.size()));
                assertTrue(cancelled.cancel());
                assertFalse(cancelled.cancel());
            } else {
                Timer timer = new Timer(queue, random.nextInt(500), i, () -> { }, null);
                queue.add(timer);
                model.add(timer);
            }
        }
        model.sort(ORDER);
        for (Timer expected : model) {
            assertEquals(expected, queue.poll());
        }
        assertNull(queue.peek());
    }

    @Test
    void keepsTheOrderWhileTimersComeAndGo() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            TimerQueue queue = new TimerQueue();
            queue.lookAhead((actions, count) -> Arrays.fill(actions, 0, count, null));
            TreeSet<Timer> model = new TreeSet<>(ORDER);
            int most = 1 + random.nextInt(400);
            long now = 0;
            for (int i = 0; i < 20_000; i++) {
                int what = random.nextInt(8);
                if (what < 4 && model.size() < most) {
                    Timer timer = new Timer(queue, now + random.nextInt(1 << random.nextInt(10)), i, () -> { }, null);
                    queue.add(timer);
                    model.add(timer);
                } else if (what < 7 && !model.isEmpty()) {
                    Timer expected = model.pollFirst();
                    assertSame(expected, queue.peek());
                    assertSame(expected, queue.poll());
                    now = expected.due();
                } else if (!model.isEmpty()) {
                    Timer cancelled = model.floor(new Timer(queue, now + random.nextInt(100), i, () -> { }, null));
                    cancelled = cancelled == null ? model.last() : cancelled;
                    assertTrue(cancelled.cancel());
                    model.remove(cancelled);
                }
                assertEquals(model.size(), queue.size());
            }
            List<Timer> left = queue.all();
            left.sort(ORDER);
            assertEquals(List.copyOf(model), left);
        }
    }

    @Test
    void showsTheNextActionsInTheirOrderWhereManyArePending() {
        TimerQueue queue = new TimerQueue();
        List<Runnable> shown = new ArrayList<>();
        queue.lookAhead((actions, count) -> shown.addAll(Arrays.asList(actions).subList(0, count)));
        List<Runnable> fired = new ArrayList<>();
        Random random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            queue.add(new Timer(queue, random.nextInt(500), i, new Object()::hashCode, null));
        }
        while (queue.size() > 500) {
            fired.add(queue.poll().action);
        }
        assertEquals(fired, shown.subList(0, fired.size()));
    }
}
