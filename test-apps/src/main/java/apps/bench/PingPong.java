package apps.bench;

import java.util.concurrent.locks.LockSupport;

/** Two virtual threads that wake each other in turn. */
public final class PingPong {
    private final Thread[] threads = new Thread[2];
    private volatile int turn;

    /** How a thread is made. */
    public interface Maker {
        Thread make(String name, Runnable body);
    }

    /** @param rounds how often each thread waits and is woken */
    public PingPong(int rounds, Maker maker) {
        for (int i = 0; i < 2; i++) {
            int me = i;
            threads[i] = maker.make("player-" + i, () -> play(me, rounds));
        }
    }

    /** Starts both. */
    public void start() {
        threads[1].start();
        threads[0].start();
    }

    public void join() throws InterruptedException {
        threads[0].join();
        threads[1].join();
    }

    private void play(int me, int rounds) {
        for (int i = 0; i < rounds; i++) {
            while (turn != me) {
                LockSupport.park();
            }
            turn = 1 - me;
            LockSupport.unpark(threads[1 - me]);
        }
    }

    /** Argument: rounds. */
    public static void main(String[] args) throws InterruptedException {
        PingPong game = new PingPong(Integer.parseInt(args[0]), (name, body) -> Thread.ofVirtual().name(name).unstarted(body));
        game.start();
        game.join();
    }
}
