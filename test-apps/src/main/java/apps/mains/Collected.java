package apps.mains;

import java.lang.ref.Cleaner;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.WeakHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Everything by which a program can see that the collector came: references and their queues, cleaners, finalizers, what the
 * JDK ends when nobody holds it. With garbage enough for many collections, then with one that the program asks for.
 */
public final class Collected {
    private static final AtomicInteger FINALIZED = new AtomicInteger();
    private static final AtomicInteger CLEANED = new AtomicInteger();
    private static final Cleaner CLEANER = Cleaner.create();

    private Collected() {}

    private static final class Finalized {
        @Override
        @SuppressWarnings({"deprecation", "removal"})
        protected void finalize() {
            FINALIZED.incrementAndGet();
        }
    }

    public static void main(String[] args) throws Exception {
        ReferenceQueue<Object> queue = new ReferenceQueue<>();
        List<Reference<?>> references = new ArrayList<>();
        WeakHashMap<Object, String> map = new WeakHashMap<>();
        AtomicInteger ticks = new AtomicInteger();
        ServerSocket server = new ServerSocket(7000);
        unreachable(queue, references, map, ticks);
        int sockets = 0;
        byte[][] some = new byte[64][];
        for (int i = 0; i < 3_000; i++) {
            some[i % some.length] = new byte[100_000];
            ByteBuffer.allocateDirect(1_000);
            if (i % 100 == 0) {
                new Socket("localhost", 7000);
                server.accept();
                sockets += 2;
                Thread.sleep(1);
            }
        }
        print("after garbage", queue, references, map, ticks, sockets);
        System.gc();
        Thread.sleep(10);
        print("after System.gc()", queue, references, map, ticks, sockets);
    }

    private static void unreachable(ReferenceQueue<Object> queue, List<Reference<?>> references,
            WeakHashMap<Object, String> map, AtomicInteger ticks) {
        for (int i = 0; i < 10; i++) {
            references.add(new WeakReference<>(new Object(), queue));
            references.add(new PhantomReference<>(new Object(), queue));
            map.put(new Object(), "value");
            CLEANER.register(new Object(), CLEANED::incrementAndGet);
            new Finalized();
        }
        Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory()).execute(ticks::incrementAndGet);
        new Timer(true).schedule(new TimerTask() {
            @Override
            public void run() {
                ticks.incrementAndGet();
            }
        }, 1_000, 1_000);
    }

    private static void print(String when, ReferenceQueue<Object> queue, List<Reference<?>> references,
            WeakHashMap<Object, String> map, AtomicInteger ticks, int sockets) {
        int queued = 0;
        while (queue.poll() != null) {
            queued++;
        }
        long cleared = references.stream().filter(reference -> reference.refersTo(null)).count();
        System.out.println(when + ": queued " + queued + ", cleared " + cleared + ", in the map " + map.size() + ", cleaned "
                + CLEANED.get() + ", finalized " + FINALIZED.get() + ", ticks " + ticks.get() + ", sockets " + sockets);
    }
}
