package apps.libraries;

import static apps.libraries.Crew.equal;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.LiteBlockingWaitStrategy;
import com.lmax.disruptor.LiteTimeoutBlockingWaitStrategy;
import com.lmax.disruptor.PhasedBackoffWaitStrategy;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.SleepingWaitStrategy;
import com.lmax.disruptor.TimeoutBlockingWaitStrategy;
import com.lmax.disruptor.WaitStrategy;
import com.lmax.disruptor.YieldingWaitStrategy;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * LMAX Disruptor: several producers, two handlers side by side and one behind both, on a ring much smaller than what goes
 * through it, with each wait strategy. Each handler sees every event once, and each producer's in order.
 */
public final class DisruptorRings {
    private static final int PRODUCERS = 3;
    private static final int EVENTS = 20;

    private DisruptorRings() {}

    private static final class Event {
        int producer;
        int number;
        int squared;
        int doubled;
    }

    /** Arguments: names of wait strategies; all without. */
    public static void main(String[] args) throws Exception {
        Map<String, WaitStrategy> strategies = new LinkedHashMap<>();
        strategies.put("busy-spin", new BusySpinWaitStrategy());
        strategies.put("yielding", new YieldingWaitStrategy());
        strategies.put("sleeping", new SleepingWaitStrategy());
        strategies.put("blocking", new BlockingWaitStrategy());
        strategies.put("lite-blocking", new LiteBlockingWaitStrategy());
        strategies.put("timeout-blocking", new TimeoutBlockingWaitStrategy(1, TimeUnit.MILLISECONDS));
        strategies.put("lite-timeout-blocking", new LiteTimeoutBlockingWaitStrategy(1, TimeUnit.MILLISECONDS));
        strategies.put("phased-backoff", PhasedBackoffWaitStrategy.withLock(1, 1, TimeUnit.MICROSECONDS));
        if (args.length > 0) {
            strategies.keySet().retainAll(java.util.List.of(args));
        }
        for (Map.Entry<String, WaitStrategy> each : strategies.entrySet()) {
            run(each.getKey(), each.getValue());
        }
        System.out.println("passed");
    }

    private static void run(String name, WaitStrategy strategy) throws Exception {
        Disruptor<Event> disruptor = new Disruptor<>(Event::new, 8, runnable -> new Thread(runnable, name),
                PRODUCERS == 1 ? ProducerType.SINGLE : ProducerType.MULTI, strategy);
        int[] next = new int[PRODUCERS];
        long[] sums = new long[2];
        EventHandler<Event> square = (event, sequence, end) -> event.squared = event.number * event.number;
        EventHandler<Event> twice = (event, sequence, end) -> event.doubled = 2 * event.number;
        EventHandler<Event> last = (event, sequence, end) -> {
            equal(next[event.producer]++, event.number, name + ": next event of producer " + event.producer);
            equal(event.number * event.number, event.squared, name + ": square");
            equal(2 * event.number, event.doubled, name + ": double");
            sums[0] += event.squared;
            sums[1]++;
        };
        Throwable[] failure = new Throwable[1];
        disruptor.setDefaultExceptionHandler(new Failures(failure));
        disruptor.handleEventsWith(square, twice).then(last);
        RingBuffer<Event> ring = disruptor.start();
        Crew.run(PRODUCERS, producer -> {
            for (int i = 0; i < EVENTS; i++) {
                long sequence = ring.next();
                Event event = ring.get(sequence);
                event.producer = producer;
                event.number = i;
                event.squared = -1;
                event.doubled = -1;
                ring.publish(sequence);
            }
        });
        disruptor.shutdown();
        if (failure[0] != null) {
            throw new IllegalStateException(name, failure[0]);
        }
        equal((long) PRODUCERS * EVENTS, sums[1], name + ": events");
        equal((long) PRODUCERS * (EVENTS - 1) * EVENTS * (2 * EVENTS - 1) / 6, sums[0], name + ": sum of squares");
    }

    /** Keeps the first failure of a handler. */
    private record Failures(Throwable[] failure) implements com.lmax.disruptor.ExceptionHandler<Event> {
        @Override
        public void handleEventException(Throwable t, long sequence, Event event) {
            failure[0] = failure[0] == null ? t : failure[0];
        }

        @Override
        public void handleOnStartException(Throwable t) {
            handleEventException(t, -1, null);
        }

        @Override
        public void handleOnShutdownException(Throwable t) {
            handleEventException(t, -1, null);
        }
    }
}
