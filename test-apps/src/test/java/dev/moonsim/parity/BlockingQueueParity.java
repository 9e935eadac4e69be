package dev.moonsim.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TransferQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Every blocking queue: what it gives, refuses and waits for. */
@Covers({BlockingQueue.class, BlockingDeque.class, TransferQueue.class, ArrayBlockingQueue.class,
    LinkedBlockingQueue.class, LinkedBlockingDeque.class, PriorityBlockingQueue.class, DelayQueue.class, Delayed.class,
    SynchronousQueue.class, LinkedTransferQueue.class})
class BlockingQueueParity {
    private static final long LONG = 100;

    /** Three producers and three consumers: nothing is lost or doubled, and each consumer sees a producer's order. */
    private static void passes(BlockingQueue<Integer> queue, boolean ordered) throws Exception {
        AtomicInteger sum = new AtomicInteger();
        List<Waits.Running> threads = new ArrayList<>();
        for (int t = 0; t < 3; t++) {
            int base = t * 1000;
            threads.add(Waits.start(() -> {
                for (int i = 1; i <= 20; i++) {
                    if (i % 2 == 0) {
                        queue.put(base + i);
                    } else {
                        assertTrue(queue.offer(base + i, LONG, TimeUnit.SECONDS));
                    }
                }
            }));
            threads.add(Waits.start(() -> {
                int[] last = new int[3];
                for (int i = 1; i <= 20; i++) {
                    int got = i % 2 == 0 ? queue.take() : queue.poll(LONG, TimeUnit.SECONDS);
                    if (ordered) {
                        assertTrue(got > last[got / 1000], "in order");
                        last[got / 1000] = got;
                    }
                    sum.addAndGet(got % 1000);
                }
            }));
        }
        for (Waits.Running thread : threads) {
            thread.end();
        }
        assertEquals(3 * 210, sum.get());
        assertTrue(queue.isEmpty());
    }

    @Test
    void elementsPassThroughEach() throws Exception {
        passes(new ArrayBlockingQueue<>(2), true);
        passes(new ArrayBlockingQueue<>(2, true), true);
        passes(new LinkedBlockingQueue<>(2), true);
        passes(new LinkedBlockingQueue<>(), true);
        passes(new LinkedBlockingDeque<>(2), true);
        passes(new PriorityBlockingQueue<>(), false);
        passes(new SynchronousQueue<>(), true);
        passes(new SynchronousQueue<>(true), true);
        passes(new LinkedTransferQueue<>(), true);
    }

    @Test
    void general() throws Exception {
        BlockingQueue<String> queue = new ArrayBlockingQueue<>(2);
        assertTrue(queue.add("a"));
        queue.put("b");
        assertFalse(queue.offer("c"));
        assertFalse(queue.offer("c", 1, TimeUnit.MILLISECONDS));
        assertEquals("Queue full", assertThrows(IllegalStateException.class, () -> queue.add("c")).getMessage());
        assertEquals(0, queue.remainingCapacity());
        assertTrue(queue.contains("a"));
        assertTrue(queue.remove("a"));
        assertEquals("b", queue.take());
        assertNull(queue.poll(1, TimeUnit.MILLISECONDS));
        assertThrows(NullPointerException.class, () -> queue.put(null));
        queue.add("d");
        queue.add("e");
        List<String> into = new ArrayList<>();
        assertEquals(1, queue.drainTo(into, 1));
        assertEquals(1, queue.drainTo(into));
        assertEquals(List.of("d", "e"), into);
        assertThrows(IllegalArgumentException.class, () -> queue.drainTo(queue));
    }

    @Test
    void arrays() throws Exception {
        ArrayBlockingQueue<Integer> queue = new ArrayBlockingQueue<>(2, true, List.of(7));
        assertTrue(queue.add(1));
        assertFalse(queue.offer(2));
        assertFalse(queue.offer(2, 1, TimeUnit.MILLISECONDS));
        assertEquals(7, queue.peek());
        assertEquals(7, queue.take());
        assertEquals(1, queue.poll());
        assertNull(queue.poll(1, TimeUnit.MILLISECONDS));
        assertEquals(2, queue.remainingCapacity());
        queue.put(3);
        assertEquals(1, queue.size());
        assertTrue(queue.contains(3));
        assertTrue(queue.remove(3));
        Waits.Running putter = Waits.start(() -> {
            for (int i = 0; i < 3; i++) {
                queue.put(i);
            }
        });
        Waits.state(putter.thread(), Thread.State.WAITING);
        queue.clear();
        putter.end();
        List<Integer> into = new ArrayList<>();
        assertEquals(1, queue.drainTo(into, 5));
        assertEquals(0, queue.drainTo(into));
        assertThrows(IllegalArgumentException.class, () -> new ArrayBlockingQueue<>(0));
    }

    @Test
    void linked() throws Exception {
        LinkedBlockingQueue<Integer> queue = new LinkedBlockingQueue<>(1);
        queue.put(1);
        assertFalse(queue.offer(2));
        assertFalse(queue.offer(2, 1, TimeUnit.MILLISECONDS));
        assertEquals(1, queue.peek());
        assertEquals(0, queue.remainingCapacity());
        assertEquals(1, queue.size());
        assertTrue(queue.contains(1));
        assertEquals(1, queue.take());
        assertNull(queue.poll());
        assertNull(queue.poll(1, TimeUnit.MILLISECONDS));
        assertTrue(queue.offer(3));
        assertTrue(queue.remove(3));
        queue.put(4);
        List<Integer> into = new ArrayList<>();
        assertEquals(1, queue.drainTo(into, 1));
        assertEquals(0, queue.drainTo(into));
        queue.clear();
        Waits.Running taker = Waits.start(() -> assertEquals(9, queue.take()));
        Waits.state(taker.thread(), Thread.State.WAITING);
        queue.put(9);
        taker.end();
    }

    @Test
    void deques() throws Exception {
        LinkedBlockingDeque<String> deque = new LinkedBlockingDeque<>(3);
        deque.addFirst("b");
        deque.addLast("c");
        deque.push("a");
        assertThrows(IllegalStateException.class, () -> deque.addLast("d"));
        assertFalse(deque.offerFirst("d"));
        assertFalse(deque.offerLast("d"));
        assertFalse(deque.offerFirst("d", 1, TimeUnit.MILLISECONDS));
        assertFalse(deque.offerLast("d", 1, TimeUnit.MILLISECONDS));
        assertFalse(deque.offer("d"));
        assertFalse(deque.offer("d", 1, TimeUnit.MILLISECONDS));
        assertEquals("a", deque.getFirst());
        assertEquals("c", deque.getLast());
        assertEquals("a", deque.peekFirst());
        assertEquals("c", deque.peekLast());
        assertEquals("a", deque.peek());
        assertEquals("a", deque.element());
        assertEquals("a", deque.pop());
        assertEquals("c", deque.pollLast());
        assertEquals("b", deque.takeFirst());
        assertNull(deque.pollFirst());
        assertNull(deque.poll());
        assertNull(deque.poll(1, TimeUnit.MILLISECONDS));
        assertNull(deque.pollFirst(1, TimeUnit.MILLISECONDS));
        assertNull(deque.pollLast(1, TimeUnit.MILLISECONDS));
        assertThrows(NoSuchElementException.class, deque::removeFirst);
        assertThrows(NoSuchElementException.class, deque::removeLast);
        assertThrows(NoSuchElementException.class, deque::remove);
        deque.putFirst("y");
        deque.putLast("z");
        deque.put("y");
        assertTrue(deque.removeFirstOccurrence("y"));
        assertTrue(deque.removeLastOccurrence("y"));
        assertFalse(deque.remove("y"));
        assertTrue(deque.contains("z"));
        assertEquals("z", deque.takeLast());
        assertTrue(deque.add("q"));
        assertEquals("q", deque.take());
        assertEquals(3, deque.remainingCapacity());
        assertEquals(0, deque.size());
        deque.add("1");
        deque.add("2");
        deque.add("3");
        assertFalse(deque.descendingIterator().next().equals("1"));
        List<String> into = new ArrayList<>();
        assertEquals(1, deque.drainTo(into, 1));
        assertEquals(2, deque.drainTo(into));
        deque.clear();
        BlockingDeque<String> general = deque;
        general.putFirst("b");
        general.putLast("c");
        assertTrue(general.offerFirst("a", 1, TimeUnit.SECONDS));
        assertEquals("a", general.takeFirst());
        assertEquals("c", general.takeLast());
        assertEquals("b", general.pollFirst(1, TimeUnit.SECONDS));
        Waits.Running taker = Waits.start(() -> assertEquals("late", general.takeLast()));
        Waits.state(taker.thread(), Thread.State.WAITING);
        assertTrue(general.offerLast("late", 1, TimeUnit.SECONDS));
        taker.end();
        assertNull(general.pollLast(1, TimeUnit.MILLISECONDS));
    }

    @Test
    void priorities() throws Exception {
        PriorityBlockingQueue<Integer> queue = new PriorityBlockingQueue<>(2, Comparator.reverseOrder());
        assertEquals(Comparator.reverseOrder(), queue.comparator());
        queue.put(1);
        queue.add(3);
        assertTrue(queue.offer(2));
        assertTrue(queue.offer(0, 1, TimeUnit.SECONDS));
        assertEquals(Integer.MAX_VALUE, queue.remainingCapacity());
        assertEquals(3, queue.peek());
        assertEquals(3, queue.take());
        assertEquals(2, queue.poll());
        assertEquals(1, queue.poll(1, TimeUnit.SECONDS));
        assertTrue(queue.contains(0));
        assertTrue(queue.remove(0));
        assertNull(queue.poll(1, TimeUnit.MILLISECONDS));
        Waits.Running taker = Waits.start(() -> assertEquals(5, queue.take()));
        Waits.state(taker.thread(), Thread.State.WAITING);
        queue.put(5);
        taker.end();
        queue.put(6);
        queue.put(7);
        queue.put(8);
        assertEquals(3, queue.size());
        List<Integer> into = new ArrayList<>();
        assertEquals(2, queue.drainTo(into, 2));
        assertEquals(1, queue.drainTo(into));
        assertEquals(List.of(8, 7, 6), into);
        queue.clear();
        assertTrue(queue.isEmpty());
    }

    private record Due(long atNanos, String name) implements Delayed {
        static Due in(long millis, String name) {
            return new Due(System.nanoTime() + millis * 1_000_000, name);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(atNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(atNanos, ((Due) other).atNanos);
        }
    }

    @Test
    void delays() throws Exception {
        DelayQueue<Due> queue = new DelayQueue<>();
        Due late = Due.in(6, "late");
        long start = System.nanoTime();
        queue.put(late);
        queue.add(Due.in(3, "soon"));
        assertTrue(queue.offer(Due.in(200_000, "never")));
        assertTrue(queue.offer(Due.in(100_000, "hardly"), 1, TimeUnit.SECONDS));
        assertTrue(late.getDelay(TimeUnit.NANOSECONDS) <= 6_000_000);
        assertEquals("soon", queue.peek().name());
        assertEquals(4, queue.size());
        assertEquals("soon", queue.take().name());
        Waits.took(start, 2);
        assertEquals("late", queue.poll(LONG, TimeUnit.SECONDS).name());
        Waits.took(start, 5);
        assertNull(queue.poll());
        assertNull(queue.poll(1, TimeUnit.MILLISECONDS));
        List<Due> into = new ArrayList<>();
        assertEquals(0, queue.drainTo(into));
        assertEquals(0, queue.drainTo(into, 5));
        assertThrows(NoSuchElementException.class, queue::remove);
        Due past = Due.in(-1, "past");
        queue.add(past);
        assertEquals(past, queue.remove());
        queue.add(past);
        assertTrue(queue.remove(past));
        assertEquals(Integer.MAX_VALUE, queue.remainingCapacity());
        AtomicReference<String> got = new AtomicReference<>();
        Waits.Running taker = Waits.start(() -> got.set(queue.take().name()));
        Waits.waiting(taker.thread());
        queue.put(Due.in(0, "overtakes"));
        taker.end();
        assertEquals("overtakes", got.get());
        queue.clear();
        assertTrue(queue.isEmpty());
    }

    @Test
    void handOver() throws Exception {
        for (boolean fair : new boolean[] {false, true}) {
            SynchronousQueue<String> queue = new SynchronousQueue<>(fair);
            assertFalse(queue.offer("nobody"));
            assertFalse(queue.offer("nobody", 1, TimeUnit.MILLISECONDS));
            assertNull(queue.poll());
            assertNull(queue.poll(1, TimeUnit.MILLISECONDS));
            assertNull(queue.peek());
            assertTrue(queue.isEmpty());
            assertEquals(0, queue.size());
            assertEquals(0, queue.remainingCapacity());
            assertFalse(queue.contains("x"));
            assertFalse(queue.remove("x"));
            queue.clear();
            Waits.Running putter = Waits.start(() -> queue.put("a"));
            Waits.state(putter.thread(), Thread.State.WAITING);
            assertEquals("a", queue.poll());
            putter.end();
            Waits.Running taker = Waits.start(() -> assertEquals("b", queue.take()));
            Waits.state(taker.thread(), Thread.State.WAITING);
            assertTrue(queue.offer("b"));
            taker.end();
            Waits.Running drained = Waits.start(() -> queue.put("c"));
            Waits.state(drained.thread(), Thread.State.WAITING);
            List<String> into = new ArrayList<>();
            assertEquals(1, queue.drainTo(into));
            assertEquals(0, queue.drainTo(into, 1));
            drained.end();
        }
    }

    @Test
    void fairHandOverIsInOrder() throws Exception {
        SynchronousQueue<Integer> queue = new SynchronousQueue<>(true);
        List<Waits.Running> putters = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int n = i;
            Waits.Running putter = Waits.start(() -> queue.put(n));
            Waits.state(putter.thread(), Thread.State.WAITING);
            putters.add(putter);
        }
        for (int i = 0; i < 4; i++) {
            assertEquals(i, queue.take());
        }
        for (Waits.Running putter : putters) {
            putter.end();
        }
    }

    @Test
    void transfers() throws Exception {
        LinkedTransferQueue<String> queue = new LinkedTransferQueue<>();
        TransferQueue<String> general = queue;
        assertFalse(queue.tryTransfer("nobody"));
        assertFalse(queue.tryTransfer("nobody", 1, TimeUnit.MILLISECONDS));
        assertFalse(general.tryTransfer("nobody"));
        assertFalse(general.tryTransfer("nobody", 1, TimeUnit.MILLISECONDS));
        assertFalse(queue.hasWaitingConsumer());
        assertEquals(0, queue.getWaitingConsumerCount());
        Waits.Running giver = Waits.start(() -> queue.transfer("a"));
        Waits.state(giver.thread(), Thread.State.WAITING);
        assertEquals("a", queue.peek());
        assertEquals("a", queue.take());
        giver.end();
        Waits.Running taker = Waits.start(() -> assertEquals("b", queue.take()));
        Waits.state(taker.thread(), Thread.State.WAITING);
        assertTrue(general.hasWaitingConsumer());
        assertEquals(1, general.getWaitingConsumerCount());
        general.transfer("b");
        taker.end();
        queue.put("c");
        assertTrue(queue.add("d"));
        assertTrue(queue.offer("e"));
        assertTrue(queue.offer("f", 1, TimeUnit.SECONDS));
        assertEquals(4, queue.size());
        assertFalse(queue.isEmpty());
        assertTrue(queue.contains("d"));
        assertTrue(queue.remove("d"));
        assertEquals("c", queue.poll());
        assertEquals("e", queue.poll(1, TimeUnit.SECONDS));
        assertEquals(Integer.MAX_VALUE, queue.remainingCapacity());
        List<String> into = new ArrayList<>();
        assertEquals(1, queue.drainTo(into, 3));
        assertEquals(0, queue.drainTo(into));
        assertNull(queue.poll());
        assertNull(queue.poll(1, TimeUnit.MILLISECONDS));
        queue.add("g");
        queue.clear();
        assertTrue(queue.isEmpty());
        Waits.Running timed = Waits.start(() -> assertTrue(queue.tryTransfer("h", LONG, TimeUnit.SECONDS)));
        Waits.state(timed.thread(), Thread.State.TIMED_WAITING);
        assertEquals(Set.of("h"), Set.copyOf(queue));
        assertNotNull(queue.poll());
        timed.end();
    }
}
