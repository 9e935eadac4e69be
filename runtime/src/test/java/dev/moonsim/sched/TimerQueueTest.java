package dev.moonsim.sched;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimerQueueTest {
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
        model.sort(Comparator.comparingLong(Timer::due).thenComparingLong(t -> t.sequence));
        for (Timer expected : model) {
            assertEquals(expected, queue.poll());
        }
        assertNull(queue.peek());
    }
}
