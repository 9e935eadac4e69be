package apps.statics;

/**
 * A program whose class loader reads from one jar, the monitor of which other threads hold at times: for long, or when they are made to
 * give way. The loader is asked by the JVM, which verifies a class, and by the program, also for the same class at once. Static
 * initialisers want the same monitor.
 * With an argument, it ends in a deadlock of a static initialiser and the one who has the monitor.
 */
public final class SharedJar extends DefiningLoader {
    private static final Object JAR = new Object();
    private static int read;
    private static int asked;
    private static volatile boolean over;

    static {
        registerAsParallelCapable();
    }

    private SharedJar() {
        super(ClassLoader.getPlatformClassLoader());
    }

    public static void main(String[] args) throws Exception {
        if (args.length > 0) {
            deadlock();
            return;
        }
        SharedJar loader = new SharedJar();
        Thread reader = new Thread(SharedJar::readOn, "reader");
        Thread sleeper = new Thread(SharedJar::sleepOn, "sleeper");
        Thread listener = new Thread(SharedJar::listen, "listener");
        reader.start();
        sleeper.start();
        listener.start();
        Thread loads = new Thread(() -> load(loader, "Slow"), "loads");
        loads.start();
        Class<?> start = loader.loadClass(SharedJar.class.getName() + "$Start");
        System.out.println(start.getMethod("run").invoke(null));
        Thread initialises = new Thread(() -> System.out.println("initialised " + First.value), "initialises");
        initialises.start();
        System.out.println("initialised too " + Second.value);
        loads.join();
        initialises.join();
        over = true;
        synchronized (JAR) {
            JAR.notifyAll();
        }
        reader.join();
        sleeper.join();
        listener.join();
        System.out.println("read " + (read > 0) + " asked " + (asked > 0));
    }

    private static void deadlock() throws InterruptedException {
        Thread owner = new Thread(() -> {
            synchronized (JAR) {
                pause(10);
                System.out.println(Second.value);
            }
        }, "owner");
        owner.start();
        pause(5);
        System.out.println(Second.value);
        owner.join();
    }

    private static void load(ClassLoader loader, String name) {
        try {
            loader.loadClass(SharedJar.class.getName() + "$" + name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Made to give way somewhere, and mostly with the monitor. */
    private static void readOn() {
        while (!over) {
            entry(50);
            pause(1);
        }
    }

    private static void entry(int bytes) {
        synchronized (JAR) {
            for (int i = 0; i < bytes; i++) {
                read++;
            }
        }
    }

    private static synchronized void sleepOn() {
        while (!over) {
            synchronized (JAR) {
                pause(3);
            }
            pause(1);
        }
    }

    /** Because of it, the monitor is one that threads wait for. */
    private static void listen() {
        synchronized (JAR) {
            while (!over) {
                try {
                    JAR.wait();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (name.endsWith("$Slow")) {
            pause(7); // with the lock of this name
        }
        for (int i = name.hashCode() & 0xff; i > 0; i--) {
            asked++; // what is counted here is another number for each class
        }
        entry(20);
        Class<?> defined = define(name);
        for (int i = name.hashCode() & 0xff; i > 0; i--) {
            asked++;
        }
        return defined;
    }

    /** Its initialiser enters the monitor itself. */
    static final class First {
        static int value;

        static {
            synchronized (JAR) {
                value = 1;
            }
        }
    }

    /** Its initialiser calls what enters the monitor. */
    static final class Second {
        static int value;

        static {
            entry(1);
            value = 2;
        }
    }

    /** Verifying it loads the others, method by method. */
    public static final class Start {
        private static int seen;

        private Start() {}

        public static int run() throws InterruptedException {
            Thread other = new Thread(() -> count(500));
            other.start();
            count(500);
            one();
            two();
            slow();
            other.join();
            return seen > 0 ? 1 : 0;
        }

        private static void count(int times) {
            for (int i = 0; i < times; i++) {
                seen++;
            }
        }

        private static void one() {
            take(new One());
        }

        private static void two() {
            take(new Two());
        }

        private static void slow() {
            take(new Slow());
        }

        private static void take(Base base) {
            seen += base.number();
        }
    }

    /** The type that all of them are verified against. */
    public abstract static class Base {
        abstract int number();
    }

    /** One of them. */
    public static final class One extends Base {
        @Override
        int number() {
            return 1;
        }
    }

    /** One of them. */
    public static final class Two extends Base {
        @Override
        int number() {
            return 2;
        }
    }

    /** One of them, which another thread is loading. */
    public static final class Slow extends Base {
        @Override
        int number() {
            return 3;
        }
    }
}
