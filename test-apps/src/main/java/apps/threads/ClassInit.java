package apps.threads;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Three classes sleep in their static initialisers while other threads tick. */
public final class ClassInit {
    private static final List<String> EVENTS = Collections.synchronizedList(new ArrayList<>());
    private static long start;

    private ClassInit() {}

    static final class Five {
        static final long ENDED;

        static {
            sleep(5_000);
            ENDED = sinceStart();
        }
    }

    static final class Two {
        static final long ENDED;

        static {
            sleep(2_000);
            ENDED = sinceStart();
        }
    }

    static final class OneAndOne {
        static final long ENDED;

        static {
            sleep(1_000);
            sleep(1_000);
            ENDED = sinceStart();
        }
    }

    /** The argument, if any, divides all times: 100 for a quick look on a plain JVM. */
    public static void main(String[] args) throws InterruptedException {
        start = System.nanoTime();
        List<Thread> threads = List.of(
                new Thread(() -> EVENTS.add("five " + Five.ENDED)),
                new Thread(() -> EVENTS.add("two " + Two.ENDED)),
                new Thread(() -> EVENTS.add("one and one " + OneAndOne.ENDED)),
                new Thread(() -> tick("a", 700)),
                new Thread(() -> tick("b", 900)),
                new Thread(() -> tick("c", 1_100)));
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        EVENTS.stream().sorted().forEach(System.out::println);
    }

    private static void tick(String name, long millis) {
        for (int i = 1; i <= 6; i++) {
            sleep(millis);
            EVENTS.add("tick " + name + " " + i + " " + sinceStart());
        }
    }

    /** In milliseconds. */
    private static long sinceStart() {
        return (System.nanoTime() - start) / 1_000_000;
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
