package dev.moonsim.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** {@code java.util.Timer} and its tasks. */
@Covers({Timer.class, TimerTask.class})
class TimerParity {
    private static final class Counting extends TimerTask {
        final CountDownLatch latch;
        final AtomicInteger runs = new AtomicInteger();
        final AtomicReference<Thread> thread = new AtomicReference<>();

        Counting(int until) {
            latch = new CountDownLatch(until);
        }

        @Override
        public void run() {
            thread.set(Thread.currentThread());
            if (scheduledExecutionTime() <= System.currentTimeMillis()) {
                runs.incrementAndGet();
            }
            latch.countDown();
        }
    }

    @Test
    void everyWayToSchedule() throws Exception {
        Timer timer = new Timer("timed", true);
        Counting[] tasks = new Counting[6];
        for (int i = 0; i < 6; i++) {
            tasks[i] = new Counting(i < 2 ? 1 : 3);
        }
        Date now = new Date();
        timer.schedule(tasks[0], 1);
        timer.schedule(tasks[1], now);
        timer.schedule(tasks[2], 1, 1);
        timer.schedule(tasks[3], now, 1);
        timer.scheduleAtFixedRate(tasks[4], 1, 1);
        timer.scheduleAtFixedRate(tasks[5], now, 1);
        for (Counting task : tasks) {
            task.latch.await();
        }
        assertEquals("timed", tasks[0].thread.get().getName());
        assertTrue(tasks[0].thread.get().isDaemon());
        assertEquals(1, tasks[0].runs.get());
        assertTrue(tasks[4].runs.get() >= 3);
        tasks[0].run();
        assertSame(Thread.currentThread(), tasks[0].thread.get());
        assertFalse(tasks[0].cancel());
        assertTrue(tasks[2].cancel());
        assertFalse(tasks[2].cancel());
        timer.cancel();
        timer.cancel();
        assertEquals("Timer already cancelled.",
                assertThrows(IllegalStateException.class, () -> timer.schedule(new Counting(1), 1)).getMessage());
        Waits.ended(tasks[1].thread.get());
    }

    @Test
    void order() throws Exception {
        Timer timer = new Timer();
        List<String> ran = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch all = new CountDownLatch(3);
        for (int delay : new int[] {9, 3, 6}) {
            timer.schedule(new TimerTask() {
                @Override
                public void run() {
                    ran.add("after " + delay);
                    all.countDown();
                }
            }, delay);
        }
        all.await();
        timer.cancel();
        assertEquals(List.of("after 3", "after 6", "after 9"), ran);
    }

    @Test
    void purgeAndArguments() {
        Timer timer = new Timer(true);
        Counting task = new Counting(1);
        timer.schedule(task, 100_000);
        timer.schedule(new Counting(1), 100_000);
        assertEquals("Task already scheduled or cancelled",
                assertThrows(IllegalStateException.class, () -> timer.schedule(task, 1)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> timer.schedule(new Counting(1), -1));
        assertThrows(IllegalArgumentException.class, () -> timer.schedule(new Counting(1), 0, 0));
        assertThrows(IllegalArgumentException.class, () -> timer.schedule(new Counting(1), new Date(-1)));
        assertEquals(0, timer.purge());
        assertTrue(task.cancel());
        assertEquals(1, timer.purge());
        timer.cancel();
    }

    @Test
    void anExceptionEndsTheTimer() throws Exception {
        Timer timer = new Timer("fails");
        AtomicReference<String> seen = new AtomicReference<>();
        AtomicReference<Thread> thread = new AtomicReference<>();
        timer.schedule(new TimerTask() {
            @Override
            public void run() {
                thread.set(Thread.currentThread());
                Thread.currentThread().setUncaughtExceptionHandler((t, e) -> seen.set(t.getName() + " " + e.getMessage()));
                throw new IllegalStateException("x");
            }
        }, 0);
        Waits.until(() -> thread.get() != null);
        Waits.ended(thread.get());
        assertEquals("fails x", seen.get());
        assertThrows(IllegalStateException.class, () -> timer.schedule(new Counting(1), 0));
    }

    @Test
    void names() throws Exception {
        Counting first = new Counting(1);
        Counting second = new Counting(1);
        Timer one = new Timer();
        Timer two = new Timer("named");
        one.schedule(first, 0);
        two.schedule(second, 0);
        first.latch.await();
        second.latch.await();
        assertTrue(first.thread.get().getName().matches("Timer-\\d+"), first.thread.get().getName());
        assertEquals("named", second.thread.get().getName());
        assertFalse(second.thread.get().isDaemon());
        one.cancel();
        two.cancel();
    }
}
