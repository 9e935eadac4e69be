package apps.bench.smallest;

import java.lang.reflect.Constructor;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;

/**
 * A simulated network that does as little as can be: virtual threads on one carrier, a clock, and a queue of segments that arrive
 * after a latency by chance. No faults, windows, nodes, descriptors, strategies or record of what happened, and nothing is read
 * ahead. It shows what 1,000 connections in place of 10 cost where each has little to be remembered.
 *
 * <p>Arguments: {@code blocking} or {@code selector}, pairs of nodes, connections of each pair. Each line of standard input is a
 * number of round trips, of all connections together; answers with a mark and the nanoseconds that they took. Needs
 * {@code --add-opens java.base/java.lang=ALL-UNNAMED}.
 */
public final class SmallestSimulation {
    static final int SIZE = 100;
    private static final int LEAST_LATENCY = 100_000;
    private static final int MORE_LATENCY = 900_000;

    /** A message on its way or arrived. */
    static final class Segment {
        final byte[] bytes = new byte[SIZE];
        private End to;
    }

    /** One end of a connection. */
    abstract static class End {
        private final SmallestSimulation simulation;
        private final ArrayDeque<Segment> arrived = new ArrayDeque<>(1);
        End peer;
        private long lastArrival;

        End(SmallestSimulation simulation) {
            this.simulation = simulation;
        }

        /** To be filled and sent; what was read last, as a simulation does that makes no garbage. */
        final Segment newSegment() {
            Segment free = simulation.free.pollLast();
            return free == null ? new Segment() : free;
        }

        /** Messages of a connection arrive in the order in which they were sent. */
        final void send(Segment segment) {
            long latency = LEAST_LATENCY + simulation.chance.nextInt(MORE_LATENCY);
            lastArrival = Math.max(lastArrival, simulation.now + latency);
            segment.to = peer;
            simulation.add(lastArrival, segment);
        }

        final boolean hasArrived() {
            return !arrived.isEmpty();
        }

        /** Null where none has arrived. */
        final Segment receive() {
            return arrived.pollFirst();
        }

        final void hasRead(Segment segment) {
            simulation.free.addLast(segment);
        }

        /** Wakes who waits for it. */
        abstract void changed();
    }

    private static final int CHILDREN = 4;
    private static final int SEQUENCE_BITS = 20;

    private final SplittableRandom chance = new SplittableRandom(1);
    private final ArrayDeque<Runnable> ready = new ArrayDeque<>();
    private final ArrayDeque<Segment> free = new ArrayDeque<>();
    private final Constructor<?> virtualThread;
    private long now;
    /** A heap: when, and in which order they were sent. */
    private long[] keys = new long[1024];
    private Segment[] segments = new Segment[1024];
    private int size;
    private long sent;

    private SmallestSimulation() throws ReflectiveOperationException {
        virtualThread = Class.forName("java.lang.VirtualThread")
                .getDeclaredConstructor(Executor.class, String.class, int.class, Runnable.class);
        virtualThread.setAccessible(true);
    }

    public static void main(String[] args) throws Exception {
        int pairs = Integer.parseInt(args[1]);
        int connections = Integer.parseInt(args[2]);
        byte[] line = new byte[64];
        for (int n = System.in.read(line); n > 0; n = System.in.read(line)) {
            int rounds = Integer.parseInt(new String(line, 0, n).trim()) / pairs / connections;
            SmallestSimulation simulation = new SmallestSimulation();
            for (int i = 0; i < pairs; i++) {
                if (args[0].equals("blocking")) {
                    SmallestSockets.start(simulation, connections, rounds);
                } else {
                    SmallestChannels.start(simulation, connections, rounds);
                }
            }
            System.out.println("\u0001moonsim " + simulation.run());
        }
    }

    Thread start(Runnable body) throws ReflectiveOperationException {
        Executor scheduler = ready::addLast;
        Thread thread = (Thread) virtualThread.newInstance(scheduler, "", 0, body);
        thread.start();
        return thread;
    }

    private long run() {
        long start = System.nanoTime();
        while (true) {
            for (Runnable step = ready.pollFirst(); step != null; step = ready.pollFirst()) {
                step.run();
            }
            if (size == 0) {
                return System.nanoTime() - start;
            }
            Segment segment = take();
            segment.to.arrived.addLast(segment);
            segment.to.changed();
        }
    }

    private void add(long due, Segment segment) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
            segments = Arrays.copyOf(segments, 2 * size);
        }
        long key = due << SEQUENCE_BITS | sent++ & (1 << SEQUENCE_BITS) - 1;
        int i = size++;
        for (int parent = (i - 1) / CHILDREN; i > 0 && keys[parent] > key; parent = (i - 1) / CHILDREN) {
            keys[i] = keys[parent];
            segments[i] = segments[parent];
            i = parent;
        }
        keys[i] = key;
        segments[i] = segment;
    }

    private Segment take() {
        Segment first = segments[0];
        now = keys[0] >> SEQUENCE_BITS;
        long key = keys[--size];
        Segment last = segments[size];
        segments[size] = null;
        int i = 0;
        for (int child = 1; child < size; child = CHILDREN * i + 1) {
            int least = child;
            for (int other = child + 1; other < Math.min(child + CHILDREN, size); other++) {
                least = keys[other] < keys[least] ? other : least;
            }
            if (keys[least] >= key) {
                break;
            }
            keys[i] = keys[least];
            segments[i] = segments[least];
            i = least;
        }
        if (size > 0) {
            keys[i] = key;
            segments[i] = last;
        }
        return first;
    }
}
