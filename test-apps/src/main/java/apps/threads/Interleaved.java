package apps.threads;

import java.util.ArrayDeque;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Small failures of different kinds, forced by yields and sleeps so that every schedule has them; the argument says which. */
public final class Interleaved {
    private Interleaved() {}

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "account" -> account();
            case "flag" -> flag();
            case "queue" -> queue();
            case "lease" -> lease();
            case "thrown" -> thrown();
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static final class Account {
        private final String owner;
        private long balance;

        Account(String owner, long balance) {
            this.owner = owner;
            this.balance = balance;
        }

        synchronized long balance() {
            return balance;
        }

        void withdraw(long amount) {
            long before;
            synchronized (this) {
                before = balance;
            }
            Thread.yield();
            synchronized (this) {
                balance = before - amount;
            }
        }

        @Override
        public String toString() {
            throw new IllegalStateException("no table calls code of the program: " + owner);
        }

        @Override
        public int hashCode() {
            throw new IllegalStateException("no table calls code of the program: " + owner);
        }
    }

    private static void account() throws InterruptedException {
        Account[] accounts = {new Account("A", 10), new Account("B", 10)};
        Thread first = new Thread(() -> accounts[0].withdraw(3), "first");
        Thread second = new Thread(() -> accounts[0].withdraw(4), "second");
        first.start();
        second.start();
        first.join();
        second.join();
        if (accounts[0].balance() + accounts[1].balance() != 13) {
            throw new AssertionError("balance is " + accounts[0].balance());
        }
    }

    private static volatile boolean ready;
    private static String value;

    private static void flag() throws InterruptedException {
        Thread reader = new Thread(() -> {
            while (!ready) {
                Thread.onSpinWait();
            }
            System.out.println(value.length());
        }, "reader");
        reader.start();
        for (int i = 0; i < 5; i++) {
            Thread.yield();
        }
        ready = true;
        Thread.yield();
        value = "a text that is longer than what fits";
        reader.join();
    }

    private static void queue() throws InterruptedException {
        BlockingQueue<Object> queue = new ArrayBlockingQueue<>(1);
        ConcurrentHashMap<String, Integer> seen = new ConcurrentHashMap<>();
        Thread consumer = new Thread(() -> {
            try {
                while (true) {
                    Object taken = queue.poll(1, TimeUnit.SECONDS);
                    if (taken == null) {
                        break;
                    }
                    Integer before = seen.get("taken");
                    seen.put("taken", before == null ? 1 : before + 1);
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }, "consumer");
        consumer.start();
        for (char c = 'a'; c < 'd'; c++) {
            queue.put(c);
        }
        Thread.sleep(2_000);
        queue.put(new ArrayDeque<>());
        queue.put("nobody takes it");
    }

    private static long expires;

    private static void lease() throws InterruptedException {
        AtomicInteger holders = new AtomicInteger();
        expires = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        Thread holder = new Thread(() -> {
            if (System.nanoTime() < expires) {
                holders.incrementAndGet();
                sleep(2);
                holders.decrementAndGet();
            }
        }, "holder");
        holder.start();
        sleep(1);
        expires = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        if (holders.incrementAndGet() > 1) {
            System.exit(3);
        }
    }

    private static void sleep(int seconds) {
        try {
            Thread.sleep(seconds * 1000L);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int[] counts = new int[2];

    private static void thrown() throws InterruptedException {
        Thread worker = new Thread(() -> {
            for (int i = 0; i < 20; i++) {
                counts[i % 2] += i;
            }
            counts = null;
        }, "worker");
        worker.start();
        Thread.yield();
        worker.join();
        System.out.println(counts[0]);
    }
}
