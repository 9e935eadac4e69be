package apps.libraries;

import static apps.libraries.Crew.check;
import static apps.libraries.Crew.equal;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jctools.maps.NonBlockingHashMap;
import org.jctools.maps.NonBlockingHashMapLong;
import org.jctools.queues.MpmcArrayQueue;
import org.jctools.queues.MpmcUnboundedXaddArrayQueue;
import org.jctools.queues.MpscArrayQueue;
import org.jctools.queues.MpscBlockingConsumerArrayQueue;
import org.jctools.queues.MpscChunkedArrayQueue;
import org.jctools.queues.MpscCompoundQueue;
import org.jctools.queues.MpscGrowableArrayQueue;
import org.jctools.queues.MpscLinkedQueue;
import org.jctools.queues.MpscUnboundedArrayQueue;
import org.jctools.queues.MpscUnboundedXaddArrayQueue;
import org.jctools.queues.SpmcArrayQueue;
import org.jctools.queues.SpscArrayQueue;
import org.jctools.queues.SpscChunkedArrayQueue;
import org.jctools.queues.SpscGrowableArrayQueue;
import org.jctools.queues.SpscLinkedQueue;
import org.jctools.queues.SpscUnboundedArrayQueue;
import org.jctools.queues.atomic.MpmcAtomicArrayQueue;
import org.jctools.queues.atomic.MpscLinkedAtomicQueue;

/** JCTools: every kind of queue with as many producers and consumers as it allows, and its maps. */
public final class JctoolsQueues {
    private static final int ITEMS = 20;

    private JctoolsQueues() {}

    public static void main(String[] args) throws Exception {
        queue(new MpmcArrayQueue<>(8), 3, 2, true);
        queue(new MpmcUnboundedXaddArrayQueue<>(8), 3, 2, true);
        queue(new MpmcAtomicArrayQueue<>(8), 2, 2, true);
        queue(new MpscArrayQueue<>(8), 3, 1, true);
        queue(new MpscChunkedArrayQueue<>(2, 8), 3, 1, true);
        queue(new MpscGrowableArrayQueue<>(2, 8), 3, 1, true);
        queue(new MpscUnboundedArrayQueue<>(4), 3, 1, true);
        queue(new MpscUnboundedXaddArrayQueue<>(4), 3, 1, true);
        queue(new MpscLinkedQueue<>(), 3, 1, true);
        queue(new MpscLinkedAtomicQueue<>(), 3, 1, true);
        queue(new MpscCompoundQueue<>(16, 2), 3, 1, false);
        queue(new SpmcArrayQueue<>(8), 1, 3, true);
        queue(new SpscArrayQueue<>(8), 1, 1, true);
        queue(new SpscChunkedArrayQueue<>(8, 16), 1, 1, true);
        queue(new SpscGrowableArrayQueue<>(8, 16), 1, 1, true);
        queue(new SpscUnboundedArrayQueue<>(4), 1, 1, true);
        queue(new SpscLinkedQueue<>(), 1, 1, true);
        blocking();
        map(new NonBlockingHashMap<>());
        map(new NonBlockingHashMapLong<>(false));
        System.out.println("passed");
    }

    /** Busy-waits for room and for items, as users of these queues do. */
    private static void queue(Queue<Integer> queue, int producers, int consumers, boolean ordered) throws Exception {
        String name = queue.getClass().getSimpleName();
        AtomicIntegerArray seen = new AtomicIntegerArray(producers * ITEMS);
        AtomicInteger taken = new AtomicInteger();
        Crew.run(producers + consumers, number -> {
            if (number < producers) {
                for (int i = 0; i < ITEMS; i++) {
                    while (!queue.offer(number * ITEMS + i)) {
                        Thread.onSpinWait();
                    }
                }
                return;
            }
            int[] next = new int[producers];
            while (taken.get() < producers * ITEMS) {
                Integer item = queue.poll();
                if (item == null) {
                    Thread.onSpinWait();
                    continue;
                }
                seen.incrementAndGet(item);
                taken.incrementAndGet();
                int producer = item / ITEMS;
                if (ordered) {
                    check(item % ITEMS >= next[producer], name + ": item " + item + " comes late");
                    next[producer] = item % ITEMS + 1;
                }
            }
        });
        for (int item = 0; item < seen.length(); item++) {
            equal(1, seen.get(item), name + ": takers of item " + item);
        }
        check(queue.isEmpty() && queue.poll() == null, name + " is empty");
    }

    private static void blocking() throws Exception {
        MpscBlockingConsumerArrayQueue<Integer> queue = new MpscBlockingConsumerArrayQueue<>(4);
        int[] sum = new int[1];
        Crew.run(4, number -> {
            if (number == 0) {
                for (int i = 0; i < 3 * ITEMS; i++) {
                    sum[0] += queue.take();
                }
            } else {
                for (int i = 0; i < ITEMS; i++) {
                    while (!queue.offer(i)) {
                        Thread.onSpinWait();
                    }
                }
            }
        });
        equal(3 * ITEMS * (ITEMS - 1) / 2, sum[0], "sum of what was taken");
    }

    private static void map(Map<Long, Integer> map) throws Exception {
        Crew.run(4, number -> {
            for (long i = 0; i < 40; i++) {
                long key = i % 10;
                while (true) {
                    Integer old = map.putIfAbsent(key, 1);
                    if (old == null || map.replace(key, old, old + 1)) {
                        break;
                    }
                }
                map.put(1000L + number * 40 + i, number);
            }
        });
        String name = map.getClass().getSimpleName();
        equal(10 + 160, map.size(), name + ": size");
        for (long key = 0; key < 10; key++) {
            equal(16, map.get(key), name + ": count of key " + key);
        }
    }
}
