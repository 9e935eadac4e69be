package apps.statics;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code Object.wait} where the JVM itself has called the program: in static initialisers and in a class loader. What it prints is the same
 * on the plain JVM; with "exact" the times too. With "exit" or "ever" nobody ends the waits, and with "turns" they may end without cause.
 */
public final class WaitingInitialisers extends DefiningLoader {
    private static final ThreadLocal<Body> BODY = new ThreadLocal<>();
    private static final Object LOCK = new Object();
    private static final List<String> LOG = new ArrayList<>();
    private static boolean exact;
    private static int turn;

    /** What a static initialiser does. */
    private interface Body {
        void run() throws Exception;
    }

    private WaitingInitialisers() {
        super(WaitingInitialisers.class.getClassLoader());
    }

    public static void main(String[] args) throws Throwable {
        switch (args.length == 0 ? "" : args[0]) {
            case "turns" -> {
                inTurns(2);
                inTurns(3);
                inAnUpCall();
                return;
            }
            case "again" -> {
                while (true) {
                    inTurns(3);
                    nobodyNotifies();
                }
            }
            case "exit", "ever" -> {
                waitsForEver(args[0]);
                return;
            }
            default -> exact = args.length > 0;
        }
        nobodyNotifies();
        notified();
        everybodyNotified();
        oneAfterTheOther();
        passedOn();
        interrupted();
        notifiedAndInterrupted();
        notifiedBeforeAnInterruptedOne();
        monitorTakenBeforeItsTurn();
        withoutTheMonitor();
        notifiedByTheJdk();
        endOfAThread();
        states();
        whileOthersRun();
        inAClassLoader();
    }

    /** Nobody notifies the two of them, and the end of the process comes by an exit, or not at all. */
    private static void waitsForEver(String how) throws InterruptedException {
        Thread daemon = new Thread(() -> initialise(() -> await("daemon", 0)), "daemon");
        daemon.setDaemon(true);
        daemon.start();
        Thread waiter = new Thread(() -> initialise(() -> await("waiter", 0)), "waiter");
        waiter.start();
        pause(100);
        if (how.equals("exit")) {
            System.exit(3);
        }
        waiter.join();
    }

    /** Every wait is in a loop, so that it may also end without cause. */
    private static void inTurns(int players) throws InterruptedException {
        Thread[] threads = new Thread[players];
        for (int i = 0; i < players; i++) {
            int own = i;
            threads[i] = new Thread(own < 2 ? () -> initialise(() -> play(own, players)) : () -> play(own, players));
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println(turn + " turns");
        turn = 0;
    }

    private static void play(int own, int players) {
        for (int i = 0; i < 200; i++) {
            synchronized (LOCK) {
                while (turn % players != own) {
                    try {
                        LOCK.wait(i % 3 == 0 ? 3 : 0);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
                turn++;
                if (players == 2) {
                    LOCK.notify();
                } else {
                    LOCK.notifyAll();
                }
            }
        }
    }

    /** Native code sorts, and what it calls to compare waits. */
    private static void inAnUpCall() throws Throwable {
        Linker linker = Linker.nativeLinker();
        MethodHandle sort = linker.downcallHandle(linker.defaultLookup().find("qsort").orElseThrow(),
                FunctionDescriptor.ofVoid(ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS));
        MethodHandle compare = MethodHandles.lookup().findStatic(WaitingInitialisers.class, "compare",
                MethodType.methodType(int.class, MemorySegment.class, MemorySegment.class));
        long start = System.nanoTime();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment numbers = arena.allocateFrom(ValueLayout.JAVA_INT, 2, 1);
            MemorySegment comparing = linker.upcallStub(compare,
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS), arena);
            sort.invoke(numbers, 2L, 4L, comparing);
        }
        System.out.println("compared " + (System.nanoTime() - start >= 40_000_000));
    }

    private static int compare(MemorySegment one, MemorySegment other) {
        long until = System.nanoTime() + 40_000_000;
        synchronized (LOCK) {
            while (System.nanoTime() < until) {
                try {
                    LOCK.wait(40);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        return 0;
    }

    // ---- what they wait for ----

    private static void nobodyNotifies() {
        initialise(() -> {
            synchronized (LOCK) {
                long start = System.nanoTime();
                LOCK.wait(1_234);
                say("nobody notifies", start, 1_234);
                start = System.nanoTime();
                LOCK.wait(1, 1);
                say("and again", start, 2);
            }
        });
    }

    private static void notified() throws InterruptedException {
        long start = System.nanoTime();
        Thread waiter = waiter("twice held", 0);
        pause(100);
        notifyOne();
        waiter.join();
        waiter = waiter("in time", 5_000);
        pause(100);
        notifyOne();
        waiter.join();
        say("notified", start, 200);
    }

    private static void everybodyNotified() throws InterruptedException {
        Thread[] waiters = {waiter("first", 0), waiter("second", 9_000), plainWaiter("third"), waiter("fourth", 0)};
        pause(10);
        synchronized (LOCK) {
            LOCK.notifyAll();
            log("all notified");
        }
        for (Thread waiter : waiters) {
            waiter.join();
        }
        System.out.println(LOG.removeFirst() + ", " + LOG.size() + " more");
        LOG.clear();
    }

    /** Those who can leave their carriers and those who cannot, in the order of their waits. */
    private static void oneAfterTheOther() throws InterruptedException {
        Thread[] waiters = {plainWaiter("one"), waiter("two", 0), plainWaiter("three"), plainWaiter("four"), waiter("five", 0),
            waiter("six", 0)};
        for (int i = 0; i < waiters.length; i++) {
            notifyOne();
            awaitLog(i + 1);
        }
        for (Thread waiter : waiters) {
            waiter.join();
        }
        System.out.println(LOG);
        LOG.clear();
        waiters = new Thread[] {waiter("one", 0), plainWaiter("two"), waiter("three", 0), plainWaiter("four")};
        synchronized (LOCK) {
            LOCK.notify();
            LOCK.notify();
        }
        awaitLog(2);
        LOG.sort(null);
        log("then");
        notifyOne();
        awaitLog(4);
        waiters[3].interrupt();
        for (Thread waiter : waiters) {
            waiter.join();
        }
        System.out.println(LOG);
        LOG.clear();
    }

    /** Whoever is notified first may go on last; the third notification is the third waiter's all the same. */
    private static void passedOn() throws InterruptedException {
        Thread first = plainWaiter("first");
        Thread second = started(new Thread(() -> initialise(() -> {
            synchronized (LOCK) {
                await("second", 0);
                LOCK.notify();
            }
        })));
        Thread third = plainWaiter("third");
        synchronized (LOCK) {
            LOCK.notify();
            LOCK.notify();
        }
        first.join();
        second.join();
        third.join();
        System.out.println(LOG.size() + " of 3");
        LOG.clear();
    }

    private static void interrupted() throws InterruptedException {
        Thread waiter = waiter("sleeper", 0);
        long start = System.nanoTime();
        pause(50);
        waiter.interrupt();
        waiter.join();
        waiter = waiter("timed sleeper", 7_000);
        pause(50);
        waiter.interrupt();
        waiter.join();
        waiter = new Thread(() -> {
            Thread.currentThread().interrupt();
            initialise(() -> await("never asleep", 0));
        });
        waiter.start();
        waiter.join();
        say(LOG.toString(), start, 110);
        LOG.clear();
    }

    private static void notifiedAndInterrupted() throws InterruptedException {
        Thread waiter = waiter("both", 0);
        synchronized (LOCK) {
            LOCK.notify();
            waiter.interrupt();
        }
        waiter.join();
        System.out.println(LOG);
        LOG.clear();
    }

    /** The notification may be for the one who is interrupted, or for the other. */
    private static void notifiedBeforeAnInterruptedOne() throws InterruptedException {
        Thread first = plainWaiter("first");
        Thread second = waiter("second", 0);
        synchronized (LOCK) {
            LOCK.notify();
            first.interrupt();
        }
        awaitLog(1);
        pause(50);
        boolean normally = LOG.contains("first is interrupted");
        boolean passedOn = LOG.contains("first by interrupt") && LOG.contains("second");
        synchronized (LOCK) {
            LOCK.notifyAll();
        }
        first.join();
        second.join();
        System.out.println("one notification: " + (normally ^ passedOn));
        LOG.clear();
    }

    private static void monitorTakenBeforeItsTurn() throws InterruptedException {
        long start = System.nanoTime();
        Thread waiter = waiter("late", 100);
        Thread owner = new Thread(() -> {
            synchronized (LOCK) {
                pause(300);
                log("it is free");
            }
        });
        owner.start();
        Thread.State state = Thread.State.NEW;
        for (int i = 0; i < 20 && state != Thread.State.BLOCKED; i++) {
            pause(10);
            state = waiter.getState();
        }
        waiter.join();
        say(LOG + " " + state, start, 310);
        LOG.clear();
        owner.join();
    }

    private static void withoutTheMonitor() {
        initialise(() -> {
            try {
                LOCK.wait();
            } catch (IllegalMonitorStateException e) {
                System.out.println(e.getMessage());
            }
            try {
                LOCK.wait(-1);
            } catch (IllegalArgumentException e) {
                System.out.println(e.getMessage());
            }
        });
    }

    private static void notifiedByTheJdk() throws IOException {
        PipedOutputStream to = new PipedOutputStream();
        PipedInputStream from = new PipedInputStream(to);
        Thread writer = new Thread(() -> {
            pause(20);
            try (to) {
                to.write(42);
                to.flush();
                pause(20);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        writer.start();
        long start = System.nanoTime();
        initialise(() -> say("read " + from.read(), start, 20));
    }

    private static void endOfAThread() {
        Thread other = new Thread(() -> pause(30));
        other.start();
        initialise(() -> {
            synchronized (other) {
                while (other.isAlive()) {
                    other.wait();
                }
            }
            System.out.println("it has ended");
        });
    }

    private static void states() throws InterruptedException {
        Thread waits = waiter("waits", 0);
        Thread waitsForAWhile = waiter("waits for a while", 60_000);
        Thread virtual = started(Thread.ofVirtual().unstarted(() -> initialise(() -> await("is virtual", 60_000))));
        System.out.println(waits.getState() + " " + waitsForAWhile.getState() + " " + virtual.getState() + " "
                + waits.getStackTrace()[1].getMethodName());
        synchronized (LOCK) {
            LOCK.notifyAll();
        }
        waits.join();
        waitsForAWhile.join();
        virtual.join();
        LOG.sort(null);
        System.out.println(LOG);
        LOG.clear();
    }

    private static void whileOthersRun() throws InterruptedException {
        int[] ticks = new int[1];
        Thread ticking = new Thread(() -> {
            for (int i = 0; i < 300; i++) {
                synchronized (LOCK) {
                    ticks[0]++;
                }
                pause(1);
            }
        });
        ticking.start();
        initialise(() -> {
            synchronized (LOCK) {
                for (int i = 0; i < 10; i++) {
                    LOCK.wait(20);
                }
                log(ticks[0] > 100 || !exact ? "they ran" : "they did not run: " + ticks[0]);
            }
        });
        ticking.join();
        System.out.println(LOG + " " + ticks[0]);
        LOG.clear();
    }

    private static void inAClassLoader() throws ClassNotFoundException {
        long start = System.nanoTime();
        Object made = new WaitingInitialisers().make();
        say("made a " + made.getClass().getName(), start, 80);
    }

    private Object make() throws ClassNotFoundException {
        try {
            return define(WaitingInitialisers.class.getName() + "$Maker").getMethod("make").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new ClassNotFoundException("make", e);
        }
    }

    // ---- the static initialisers ----

    private static Thread waiter(String name, long millis) {
        Thread waiter = new Thread(() -> initialise(() -> {
            synchronized (LOCK) {
                await(name, millis);
            }
        }));
        return started(waiter);
    }

    private static Thread plainWaiter(String name) {
        Thread waiter = new Thread(() -> await(name, 0));
        return started(waiter);
    }

    /** It waits when this returns. */
    private static Thread started(Thread waiter) {
        waiter.start();
        do {
            pause(10);
        } while (waiter.getState() != Thread.State.WAITING && waiter.getState() != Thread.State.TIMED_WAITING);
        return waiter;
    }

    private static void awaitLog(int entries) {
        do {
            pause(10);
        } while (entries(LOG) < entries);
    }

    private static int entries(List<String> log) {
        synchronized (log) {
            return log.size();
        }
    }

    private static void await(String name, long millis) {
        synchronized (LOCK) {
            try {
                LOCK.wait(millis);
                log(Thread.currentThread().isInterrupted() ? name + " is interrupted" : name);
            } catch (InterruptedException e) {
                log(name + " by interrupt" + (Thread.currentThread().isInterrupted() ? " and is still" : ""));
            }
        }
    }

    private static void notifyOne() {
        synchronized (LOCK) {
            LOCK.notify();
        }
    }

    private static void log(String what) {
        synchronized (LOG) {
            LOG.add(what);
        }
    }

    private static void say(String what, long start, long millis) {
        long took = System.nanoTime() - start;
        System.out.println(what + (exact ? " after " + took : took >= millis * 1_000_000 ? "" : " too early"));
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The body runs as the static initialiser of a class. */
    private static void initialise(Body body) {
        BODY.set(body);
        try {
            Class.forName(WaitingInitialisers.class.getName() + "$Initialised", true, new WaitingInitialisers());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of the class {@link Initialised}. */
    public static void body() throws Exception {
        BODY.get().run();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.endsWith("$Initialised")) {
            return define(name);
        }
        if (name.endsWith("$Made")) {
            synchronized (LOCK) {
                try {
                    LOCK.wait(80);
                } catch (InterruptedException e) {
                    throw new ClassNotFoundException(name, e);
                }
            }
            return define(name);
        }
        return super.loadClass(name, resolve);
    }

    /** Does in its static initialiser whatever is to be done. */
    public static final class Initialised {
        static {
            try {
                body();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Made by a class whose loader waits. */
    public static final class Made {
    }

    /** The JVM asks its loader for the other. */
    public static final class Maker {
        private Maker() {}

        public static Object make() {
            return new Made();
        }
    }
}
