package dev.moonsim.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/** Concurrent maps, sets, lists and queues that never wait: atomic compounds, iteration, many threads. */
@Covers({ConcurrentHashMap.class, ConcurrentHashMap.KeySetView.class, ConcurrentMap.class, ConcurrentNavigableMap.class,
    ConcurrentSkipListMap.class, ConcurrentSkipListSet.class, ConcurrentLinkedQueue.class, ConcurrentLinkedDeque.class,
    CopyOnWriteArrayList.class, CopyOnWriteArraySet.class})
class CollectionParity {
    private static void inThreads(int count, Waits.Body body) throws Exception {
        List<Waits.Running> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            threads.add(Waits.start(body));
        }
        for (Waits.Running thread : threads) {
            thread.end();
        }
    }

    private static Integer only(int wanted, Integer value) {
        return value == wanted ? value : null;
    }

    private static void assertNumber(long expected, Number actual) {
        assertEquals(expected, actual.longValue());
    }

    @Test
    void atomicCompoundsOfMaps() throws Exception {
        for (ConcurrentMap<String, Integer> map
                : List.of(new ConcurrentHashMap<String, Integer>(), new ConcurrentSkipListMap<String, Integer>())) {
            AtomicInteger made = new AtomicInteger();
            inThreads(4, () -> {
                for (int i = 0; i < 20; i++) {
                    map.merge("merge", 1, Integer::sum);
                    map.compute("compute", (k, v) -> v == null ? 1 : v + 1);
                    while (true) {
                        Integer old = map.putIfAbsent("replace", 0);
                        if (old != null && map.replace("replace", old, old + 1)) {
                            break;
                        }
                    }
                }
            });
            assertEquals(80, map.get("merge"));
            assertEquals(80, map.get("compute"));
            assertEquals(80, map.get("replace"));
            map.computeIfAbsent("absent", k -> made.incrementAndGet());
            map.computeIfAbsent("absent", k -> made.incrementAndGet());
            assertEquals(1, made.get());
            assertEquals(2, map.computeIfPresent("absent", (k, v) -> v + 1));
            assertNull(map.computeIfPresent("absent", (k, v) -> null));
            assertNull(map.computeIfPresent("gone", (k, v) -> v));
            assertFalse(map.containsKey("absent"));
            assertFalse(map.remove("merge", 79));
            assertTrue(map.remove("merge", 80));
            assertNull(map.replace("merge", 1));
            assertEquals(80, map.replace("compute", 1));
            assertEquals(7, map.getOrDefault("none", 7));
            map.replaceAll((k, v) -> 5);
            assertEquals(Set.of(5), Set.copyOf(map.values()));
            assertEquals(Map.of("compute", 5, "replace", 5), map);
            assertThrows(NullPointerException.class, () -> map.put("x", null));
        }
    }

    @Test
    void hashMaps() throws Exception {
        ConcurrentHashMap<Integer, Integer> map = new ConcurrentHashMap<>(16, 0.75f, 2);
        assertTrue(map.isEmpty());
        for (int i = 0; i < 100; i++) {
            assertNull(map.put(i, i));
        }
        assertEquals(100, map.size());
        assertEquals(100, map.mappingCount());
        assertTrue(map.contains(5));
        assertTrue(map.containsValue(5));
        assertTrue(map.containsKey(5));
        assertEquals(5, map.get(5));
        assertEquals(5, map.remove(5));
        assertNull(map.putIfAbsent(5, 5));
        assertTrue(map.replace(5, 5, 6));
        assertEquals(6, map.replace(5, 5));
        assertEquals(9, map.merge(4, 5, Integer::sum));
        assertEquals(4, map.compute(4, (k, v) -> 4));
        assertEquals(200, map.computeIfAbsent(200, k -> 200));
        assertNull(map.computeIfPresent(200, (k, v) -> null));
        assertEquals(-1, map.getOrDefault(200, -1));
        assertFalse(map.remove(1, 2));
        map.replaceAll((k, v) -> v);
        assertEquals(100, map.keySet().size());
        assertEquals(100, map.values().size());
        assertEquals(100, map.entrySet().size());
        assertTrue(map.keys().hasMoreElements());
        assertTrue(map.elements().hasMoreElements());
        // bulk operations, alone and in the common pool
        for (long threshold : new long[] {Long.MAX_VALUE, 1}) {
            LongAdder sum = new LongAdder();
            map.forEach(threshold, (k, v) -> sum.add(v));
            map.forEach(threshold, (k, v) -> only(1, v), x -> sum.add(x));
            map.forEachKey(threshold, x -> sum.add(x));
            map.forEachKey(threshold, k -> only(1, k), x -> sum.add(x));
            map.forEachValue(threshold, x -> sum.add(x));
            map.forEachValue(threshold, v -> only(1, v), x -> sum.add(x));
            map.forEachEntry(threshold, e -> sum.add(e.getValue()));
            map.forEachEntry(threshold, e -> only(1, e.getKey()) == null ? null : e, e -> sum.add(e.getValue()));
            assertEquals(4 * 4950 + 4, sum.sum());
            assertNumber(50, map.search(threshold, (k, v) -> only(50, v)));
            assertNumber(50, map.searchKeys(threshold, k -> only(50, k)));
            assertNumber(50, map.searchValues(threshold, v -> only(50, v)));
            assertNumber(50, map.searchEntries(threshold, e -> only(50, e.getKey())));
            assertNumber(4950, map.reduce(threshold, (k, v) -> v, Integer::sum));
            assertNumber(4950, map.reduceToInt(threshold, (k, v) -> v, 0, Integer::sum));
            assertNumber(4950, map.reduceToLong(threshold, (k, v) -> v, 0, Long::sum));
            assertNumber(4950, map.reduceToDouble(threshold, (k, v) -> v, 0, Double::sum));
            assertNumber(4950, map.reduceKeys(threshold, Integer::sum));
            assertNumber(9900, map.reduceKeys(threshold, k -> 2 * k, Integer::sum));
            assertNumber(4950, map.reduceKeysToInt(threshold, k -> k, 0, Integer::sum));
            assertNumber(4950, map.reduceKeysToLong(threshold, k -> k, 0, Long::sum));
            assertNumber(4950, map.reduceKeysToDouble(threshold, k -> k, 0, Double::sum));
            assertNumber(4950, map.reduceValues(threshold, Integer::sum));
            assertNumber(9900, map.reduceValues(threshold, v -> 2 * v, Integer::sum));
            assertNumber(4950, map.reduceValuesToInt(threshold, v -> v, 0, Integer::sum));
            assertNumber(4950, map.reduceValuesToLong(threshold, v -> v, 0, Long::sum));
            assertNumber(4950, map.reduceValuesToDouble(threshold, v -> v, 0, Double::sum));
            assertNumber(99, map.reduceEntries(threshold, (a, b) -> a.getKey() > b.getKey() ? a : b).getKey());
            assertNumber(4950, map.reduceEntries(threshold, Map.Entry::getValue, Integer::sum));
            assertNumber(4950, map.reduceEntriesToInt(threshold, Map.Entry::getValue, 0, Integer::sum));
            assertNumber(4950, map.reduceEntriesToLong(threshold, Map.Entry::getValue, 0, Long::sum));
            assertNumber(4950, map.reduceEntriesToDouble(threshold, Map.Entry::getValue, 0, Double::sum));
        }
        map.putAll(Map.of(1000, 1));
        map.clear();
        assertTrue(map.isEmpty());
    }

    @Test
    void keySets() {
        ConcurrentHashMap.KeySetView<String, Boolean> set = ConcurrentHashMap.newKeySet();
        ConcurrentHashMap.KeySetView<String, Boolean> sized = ConcurrentHashMap.newKeySet(64);
        assertTrue(set.add("a"));
        assertFalse(set.add("a"));
        assertTrue(set.contains("a"));
        assertEquals(true, set.getMappedValue());
        assertEquals(Map.of("a", true), set.getMap());
        assertTrue(set.remove("a"));
        assertTrue(set.isEmpty());
        assertEquals(0, sized.size());
        set.add("b");
        set.clear();
        assertEquals(0, set.size());
        ConcurrentHashMap<String, Integer> map = new ConcurrentHashMap<>();
        ConcurrentHashMap.KeySetView<String, Integer> view = map.keySet(7);
        view.add("x");
        assertEquals(7, map.get("x"));
    }

    @Test
    void aTaskThatComputesMakesOthersOfTheKeyWait() throws Exception {
        ConcurrentHashMap<String, Integer> map = new ConcurrentHashMap<>();
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        Waits.Running first = Waits.start(() -> map.computeIfAbsent("k", k -> {
            inside.countDown();
            try {
                finish.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return 1;
        }));
        inside.await();
        assertNull(map.get("k"));
        Waits.Running second = Waits.start(() -> assertEquals(1, map.computeIfAbsent("k", k -> 2)));
        Waits.state(second.thread(), Thread.State.BLOCKED);
        finish.countDown();
        first.end();
        second.end();
        assertEquals("Recursive update", assertThrows(IllegalStateException.class,
                () -> map.computeIfAbsent("r", k -> map.computeIfAbsent("r", x -> 1))).getMessage());
    }

    @Test
    void manyThreadsFillAndResizeAMap() throws Exception {
        ConcurrentHashMap<Integer, Integer> map = new ConcurrentHashMap<>(2);
        AtomicInteger ids = new AtomicInteger();
        inThreads(4, () -> {
            int base = ids.getAndIncrement() * 100;
            for (int i = 0; i < 100; i++) {
                map.put(base + i, i);
            }
        });
        assertEquals(400, map.size());
        ConcurrentSkipListMap<Integer, Integer> sorted = new ConcurrentSkipListMap<>();
        inThreads(4, () -> {
            int base = ids.getAndIncrement() * 100 - 400;
            for (int i = 0; i < 50; i++) {
                sorted.put(base + i, i);
                if (i % 2 == 0) {
                    sorted.remove(base + i);
                }
            }
        });
        assertEquals(100, sorted.size());
        assertEquals(1, sorted.firstKey());
        assertEquals(349, sorted.lastKey());
    }

    @Test
    void sortedMaps() {
        ConcurrentSkipListMap<Integer, String> map = new ConcurrentSkipListMap<>(new TreeMap<>(
                Map.of(1, "a", 3, "c", 5, "e", 7, "g")));
        assertEquals(1, map.firstKey());
        assertEquals(7, map.lastKey());
        assertEquals(3, map.lowerKey(5));
        assertEquals(5, map.floorKey(6));
        assertEquals(7, map.ceilingKey(6));
        assertEquals(7, map.higherKey(5));
        assertEquals("c", map.lowerEntry(5).getValue());
        assertEquals("e", map.floorEntry(6).getValue());
        assertEquals("g", map.ceilingEntry(6).getValue());
        assertEquals("g", map.higherEntry(5).getValue());
        assertEquals("a", map.firstEntry().getValue());
        assertEquals("g", map.lastEntry().getValue());
        assertEquals(List.of(7, 5, 3, 1), new ArrayList<>(map.descendingKeySet()));
        assertEquals(List.of(7, 5, 3, 1), new ArrayList<>(map.descendingMap().keySet()));
        assertEquals(Set.of(1, 3), map.headMap(5).keySet());
        assertEquals(Set.of(1, 3, 5), map.headMap(5, true).keySet());
        assertEquals(Set.of(5, 7), map.tailMap(5).keySet());
        assertEquals(Set.of(7), map.tailMap(5, false).keySet());
        assertEquals(Set.of(3), map.subMap(2, 5).keySet());
        assertEquals(Set.of(3, 5), map.subMap(3, true, 5, true).keySet());
        assertEquals(Set.of(1, 3, 5, 7), map.navigableKeySet());
        assertEquals(Set.of(1, 3, 5, 7), map.keySet());
        assertEquals(4, map.entrySet().size());
        assertEquals(4, map.values().size());
        assertNull(map.comparator());
        assertTrue(map.containsKey(1));
        assertTrue(map.containsValue("a"));
        assertEquals("a", map.get(1));
        assertEquals("z", map.getOrDefault(2, "z"));
        assertNull(map.put(2, "b"));
        assertEquals("b", map.remove(2));
        assertNull(map.putIfAbsent(2, "b"));
        assertFalse(map.remove(2, "x"));
        assertTrue(map.replace(2, "b", "B"));
        assertEquals("B", map.replace(2, "b"));
        assertEquals("bb", map.merge(2, "b", String::concat));
        assertEquals("x", map.compute(2, (k, v) -> "x"));
        assertEquals("y", map.computeIfPresent(2, (k, v) -> "y"));
        assertEquals("y", map.computeIfAbsent(2, k -> "w"));
        map.replaceAll((k, v) -> v + k);
        assertEquals("a1", map.pollFirstEntry().getValue());
        assertEquals("g7", map.pollLastEntry().getValue());
        assertEquals(3, map.size());
        ConcurrentNavigableMap<Integer, String> sub = map.subMap(2, true, 3, true);
        assertEquals(2, sub.size());
        assertEquals(Map.of(2, "y2", 3, "c3"), sub);
        assertThrows(UnsupportedOperationException.class, () -> map.putFirst(0, "x"));
        assertThrows(UnsupportedOperationException.class, () -> map.putLast(9, "x"));
        map.clear();
        assertTrue(map.isEmpty());
    }

    @Test
    void sortedSets() {
        ConcurrentSkipListSet<Integer> set = new ConcurrentSkipListSet<>(Comparator.reverseOrder());
        assertTrue(set.add(1));
        assertTrue(set.add(5));
        assertTrue(set.add(3));
        assertFalse(set.add(3));
        assertEquals(Comparator.reverseOrder(), set.comparator());
        assertEquals(5, set.first());
        assertEquals(1, set.last());
        assertEquals(5, set.lower(3));
        assertEquals(3, set.floor(3));
        assertEquals(3, set.ceiling(4));
        assertEquals(1, set.higher(3));
        assertEquals(List.of(1, 3, 5), new ArrayList<>(set.descendingSet()));
        assertEquals(1, set.descendingIterator().next());
        assertEquals(Set.of(5), set.headSet(3));
        assertEquals(Set.of(5, 3), set.headSet(3, true));
        assertEquals(Set.of(3, 1), set.tailSet(3));
        assertEquals(Set.of(1), set.tailSet(3, false));
        assertEquals(Set.of(5), set.subSet(5, 3));
        assertEquals(Set.of(5, 3), set.subSet(5, true, 3, true));
        assertTrue(set.contains(3));
        assertTrue(set.remove(3));
        assertEquals(5, set.pollFirst());
        assertEquals(1, set.pollLast());
        assertTrue(set.isEmpty());
        assertEquals(0, set.size());
        set.add(2);
        assertThrows(UnsupportedOperationException.class, () -> set.addFirst(1));
        assertThrows(UnsupportedOperationException.class, () -> set.addLast(1));
        set.clear();
    }

    @Test
    void linkedQueues() throws Exception {
        ConcurrentLinkedQueue<Integer> queue = new ConcurrentLinkedQueue<>();
        assertTrue(queue.offer(0));
        assertTrue(queue.add(1));
        assertEquals(0, queue.peek());
        assertEquals(0, queue.poll());
        assertTrue(queue.contains(1));
        assertTrue(queue.remove(1));
        assertTrue(queue.isEmpty());
        assertNull(queue.poll());
        AtomicInteger sum = new AtomicInteger();
        AtomicInteger taken = new AtomicInteger();
        inThreads(3, () -> {
            for (int i = 1; i <= 20; i++) {
                queue.add(i);
            }
            while (taken.get() < 60) {
                Integer got = queue.poll();
                if (got != null) {
                    sum.addAndGet(got);
                    taken.incrementAndGet();
                }
            }
        });
        assertEquals(630, sum.get());
        queue.add(1);
        assertEquals(1, queue.size());
        queue.clear();
    }

    @Test
    void linkedDeques() throws Exception {
        ConcurrentLinkedDeque<String> deque = new ConcurrentLinkedDeque<>();
        deque.addFirst("b");
        deque.addLast("c");
        assertTrue(deque.offerFirst("a"));
        assertTrue(deque.offerLast("d"));
        assertTrue(deque.offer("e"));
        assertTrue(deque.add("f"));
        deque.push("0");
        assertEquals(7, deque.size());
        assertEquals("0", deque.peek());
        assertEquals("0", deque.peekFirst());
        assertEquals("f", deque.peekLast());
        assertEquals("0", deque.element());
        assertEquals("0", deque.getFirst());
        assertEquals("f", deque.getLast());
        assertEquals("0", deque.pop());
        assertEquals("a", deque.poll());
        assertEquals("b", deque.pollFirst());
        assertEquals("f", deque.pollLast());
        assertEquals("c", deque.removeFirst());
        assertEquals("e", deque.removeLast());
        assertEquals("d", deque.remove());
        assertThrows(NoSuchElementException.class, deque::remove);
        assertTrue(deque.isEmpty());
        deque.add("x");
        deque.add("y");
        deque.add("x");
        assertTrue(deque.contains("y"));
        assertEquals("x", deque.descendingIterator().next());
        assertTrue(deque.removeFirstOccurrence("x"));
        assertTrue(deque.removeLastOccurrence("x"));
        assertTrue(deque.remove("y"));
        AtomicInteger taken = new AtomicInteger();
        inThreads(3, () -> {
            for (int i = 0; i < 20; i++) {
                deque.push("e");
            }
            for (int i = 0; i < 20; i++) {
                if (deque.pollLast() != null) {
                    taken.incrementAndGet();
                }
            }
        });
        assertEquals(60, taken.get() + deque.size());
        deque.clear();
    }

    @Test
    void copiesOnWrite() throws Exception {
        CopyOnWriteArrayList<Integer> list = new CopyOnWriteArrayList<>(List.of(1, 2));
        Iterator<Integer> before = list.iterator();
        assertTrue(list.add(3));
        list.add(0, 0);
        list.addFirst(-1);
        list.addLast(4);
        assertEquals(1, before.next());
        assertEquals(2, before.next());
        assertFalse(before.hasNext());
        assertThrows(UnsupportedOperationException.class, before::remove);
        assertEquals(List.of(-1, 0, 1, 2, 3, 4), list);
        assertFalse(list.addIfAbsent(4));
        assertEquals(1, list.addAllAbsent(List.of(4, 5)));
        assertEquals(5, list.getLast());
        assertEquals(-1, list.getFirst());
        assertEquals(-1, list.removeFirst());
        assertEquals(5, list.removeLast());
        assertEquals(0, list.get(0));
        assertEquals(0, list.set(0, 9));
        assertEquals(9, list.remove(0));
        assertTrue(list.remove((Integer) 4));
        assertEquals(1, list.indexOf(2));
        assertEquals(1, list.indexOf(2, 0));
        assertEquals(1, list.lastIndexOf(2));
        assertEquals(1, list.lastIndexOf(2, 2));
        assertTrue(list.contains(3));
        list.replaceAll(x -> x * 2);
        list.sort(Comparator.reverseOrder());
        assertEquals(List.of(6, 4, 2), list);
        assertEquals(List.of(2, 4, 6), list.reversed());
        assertEquals(List.of(4), list.subList(1, 2));
        assertTrue(list.listIterator().hasNext());
        assertFalse(list.listIterator(3).hasNext());
        assertEquals(3, list.size());
        assertFalse(list.isEmpty());
        inThreads(4, () -> {
            for (int i = 0; i < 10; i++) {
                list.add(i);
            }
        });
        assertEquals(43, list.size());
        list.clear();
        CopyOnWriteArraySet<Integer> set = new CopyOnWriteArraySet<>();
        inThreads(4, () -> {
            for (int i = 0; i < 10; i++) {
                set.add(i);
            }
        });
        assertEquals(10, set.size());
        assertTrue(set.contains(3));
        assertTrue(set.remove(3));
        assertFalse(set.isEmpty());
        set.clear();
        assertTrue(set.isEmpty());
    }
}
