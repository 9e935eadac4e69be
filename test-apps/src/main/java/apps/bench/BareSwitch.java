package apps.bench;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.reflect.Constructor;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;

/**
 * What a switch costs at the least: the two virtual threads of {@link PingPong} on a scheduler that is a queue and a loop, on
 * the plain JVM with {@code --add-opens java.base/java.lang=ALL-UNNAMED}.
 */
public final class BareSwitch implements Executor {
    private final ArrayDeque<Runnable> ready = new ArrayDeque<>();

    private BareSwitch() {}

    @Override
    public void execute(Runnable continuation) {
        ready.add(continuation);
    }

    /** Each line of standard input is a number of rounds to play; answers with a line. */
    public static void main(String[] args) throws Exception {
        BareSwitch scheduler = new BareSwitch();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            scheduler.play(Integer.parseInt(line));
            System.out.println("\u0001moonsim done");
        }
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
