package apps.bench;

import java.lang.reflect.Constructor;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;

/**
 * What a switch costs at the least: the same two virtual threads on a scheduler that is a queue and a loop, on the plain
 * JVM with {@code --add-opens java.base/java.lang=ALL-UNNAMED}.
 */
public final class BareSwitch implements Executor {
    private final ArrayDeque<Runnable> ready = new ArrayDeque<>();

    private BareSwitch() {}

    @Override
    public void execute(Runnable continuation) {
        ready.add(continuation);
    }

    /** Arguments: rounds to warm up and rounds to measure; prints nanoseconds for a switch. */
    public static void main(String[] args) throws Exception {
        BareSwitch scheduler = new BareSwitch();
        scheduler.play(Integer.parseInt(args[0]));
        int rounds = Integer.parseInt(args[1]);
        long start = System.nanoTime();
        scheduler.play(rounds);
        System.out.println((System.nanoTime() - start) / 2 / rounds);
    }

    private void play(int rounds) throws Exception {
        Constructor<?> constructor = Class.forName("java.lang.VirtualThread")
                .getDeclaredConstructor(Executor.class, String.class, int.class, Runnable.class);
        constructor.setAccessible(true);
        PingPong game = new PingPong(rounds, (name, body) -> {
            try {
                return (Thread) constructor.newInstance(this, name, 0, body);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        });
        game.start();
        for (Runnable next; (next = ready.poll()) != null; ) {
            next.run();
        }
    }
}
