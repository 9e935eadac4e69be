package apps.threads;

import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Uses every way of the JDK to run and to wait; each part checks itself, and all print what does not depend on order. */
public final class Everything {
    private Everything() {}

    private interface Part {
        Object run() throws Exception;
    }

    /** Arguments: the parts to run, or none for all. */
    public static void main(String[] args) throws Exception {
        part(args, "pool", Everything::pool);
        part(args, "scheduled", Everything::scheduled);
        part(args, "forkjoin", Everything::forkJoin);
        part(args, "streams", Everything::streams);
        part(args, "futures", Everything::futures);
        part(args, "timer", Everything::timer);
        part(args, "waitnotify", Everything::waitNotify);
        part(args, "contention", Everything::contention);
        part(args, "locks", Everything::locks);
        part(args, "barriers", Everything::barriers);
        part(args, "queues", Everything::queues);
        part(args, "virtual", Everything::virtualThreads);
        part(args, "subclass", Everything::subclass);
        part(args, "identity", Everything::identity);
        part(args, "locals", Everything::locals);
        part(args, "interrupts", Everything::interrupts);
        part(args, "handlers", Everything::handlers);
        part(args, "park", Everything::park);
        part(args, "stacks", Everything::stacks);
        part(args, "groups", Everything::groups);
        Thread daemon = new Thread(() -> LockSupport.park(), "left behind");
        daemon.setDaemon(true);
        daemon.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook ran")));
        System.out.println("end");
    }

    private static void part(String[] args, String name, Part part) throws Exception {
        if (args.length == 0 || List.of(args).contains(name)) {
            System.out.println(name + " " + part.run());
        }
    }

    private static void check(boolean condition, Object what) {
        if (!condition) {
            throw new IllegalStateException(String.valueOf(what));
        }
    }

    private static Object pool() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int n = i;
            tasks.add(() -> {
                Thread.sleep(n % 7);
                return n;
            });
        }
        int sum = 0;
        for (Future<Integer> future : pool.invokeAll(tasks)) {
            sum += future.get();
        }
        check(pool.invokeAny(tasks) >= 0, "invokeAny");
        Future<?> stuck = pool.submit(() -> {
            Thread.sleep(1_000_000);
            return null;
        });
        try {
            stuck.get(1, TimeUnit.SECONDS);
            check(false, "no timeout");
        } catch (TimeoutException expected) {
            check(stuck.cancel(true), "cancel");
        }
        pool.shutdown();
        check(pool.awaitTermination(10, TimeUnit.SECONDS), "termination");
        ExecutorService cached = Executors.newCachedThreadPool();
        Future<String> name = cached.submit(() -> Thread.currentThread().getName());
        check(name.get().startsWith("pool-"), name.get());
        cached.close();
        return sum;
    }

    private static Object scheduled() throws Exception {
        ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
        AtomicInteger ticks = new AtomicInteger();
        long start = System.nanoTime();
        ScheduledFuture<?> fixed = timer.scheduleAtFixedRate(ticks::incrementAndGet, 10, 10, TimeUnit.MILLISECONDS);
        ScheduledFuture<Integer> late = timer.schedule(() -> 5, 105, TimeUnit.MILLISECONDS);
        check(late.get() == 5, "late");
        fixed.cancel(false);
        check(System.nanoTime() - start >= 105_000_000L, "too early");
        check(ticks.get() >= 5, ticks);
        timer.scheduleWithFixedDelay(() -> {
            throw new IllegalStateException("suppresses the next runs");
        }, 1, 1, TimeUnit.MILLISECONDS);
        Thread.sleep(20);
        check(timer.shutdownNow().size() <= 2, "left");
        check(timer.awaitTermination(1, TimeUnit.SECONDS), "termination");
        return "done";
    }

    private static final class Fibonacci extends RecursiveTask<Integer> {
        private static final long serialVersionUID = 1;
        private final int n;

        Fibonacci(int n) {
            this.n = n;
        }

        @Override
        protected Integer compute() {
            if (n < 2) {
                return n;
            }
            Fibonacci left = new Fibonacci(n - 1);
            left.fork();
            return new Fibonacci(n - 2).compute() + left.join();
        }
    }

    private static Object forkJoin() throws Exception {
        ForkJoinPool own = new ForkJoinPool(3);
        int result = own.invoke(new Fibonacci(12));
        Future<Integer> blocked = own.submit(() -> {
            ForkJoinPool.managedBlock(new ForkJoinPool.ManagedBlocker() {
                @Override
                public boolean block() throws InterruptedException {
                    Thread.sleep(5);
                    return true;
                }

                @Override
                public boolean isReleasable() {
                    return false;
                }
            });
            return 1;
        });
        result += blocked.get();
        own.shutdown();
        check(own.awaitTermination(1, TimeUnit.SECONDS), "termination");
        return result + ForkJoinPool.commonPool().submit(new Fibonacci(10)).get();
    }

    private static Object streams() {
        int sum = IntStream.range(0, 10_000).parallel().map(i -> i % 13).sum();
        List<Integer> sorted = IntStream.range(0, 1_000).map(i -> 999 - i).parallel().boxed().sorted().toList();
        check(sorted.get(500) == 500, "sorted");
        LongAdder adder = new LongAdder();
        LongStream.range(0, 500).parallel().forEach(adder::add);
        return sum + " " + adder;
    }

    private static Object futures() throws Exception {
        CompletableFuture<Integer> a = CompletableFuture.supplyAsync(() -> 20);
        CompletableFuture<Integer> b = a.thenApplyAsync(x -> x + 1).thenCombine(
                CompletableFuture.supplyAsync(() -> 1, CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS)),
                Integer::sum);
        check(b.get() == 22, "combined");
        try {
            new CompletableFuture<Integer>().orTimeout(1, TimeUnit.SECONDS).join();
            check(false, "no timeout");
        } catch (CompletionException e) {
            check(e.getCause() instanceof TimeoutException, e);
        }
        int late = new CompletableFuture<Integer>().completeOnTimeout(7, 100, TimeUnit.MILLISECONDS).get();
        CompletableFuture<?>[] many = new CompletableFuture<?>[50];
        AtomicInteger done = new AtomicInteger();
        for (int i = 0; i < many.length; i++) {
            many[i] = CompletableFuture.runAsync(done::incrementAndGet);
        }
        CompletableFuture.allOf(many).get(1, TimeUnit.MINUTES);
        Object any = CompletableFuture.anyOf(CompletableFuture.completedFuture("any"), new CompletableFuture<>()).join();
        return late + " " + done + " " + any;
    }

    private static Object timer() throws Exception {
        Timer timer = new Timer("timer");
        CountDownLatch ticks = new CountDownLatch(5);
        timer.schedule(new TimerTask() {
            @Override
            public void run() {
                ticks.countDown();
            }
        }, 20, 20);
        check(ticks.await(1, TimeUnit.MINUTES), "ticks");
        timer.cancel();
        return "done";
    }

    private static Object waitNotify() throws Exception {
        Object lock = new Object();
        int[] turn = {0};
        Thread[] threads = new Thread[3];
        StringBuffer order = new StringBuffer();
        for (int i = 0; i < 3; i++) {
            int me = i;
            threads[i] = new Thread(() -> {
                for (int round = 0; round < 10; round++) {
                    synchronized (lock) {
                        while (turn[0] != me) {
                            try {
                                lock.wait();
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        }
                        order.append(me);
                        turn[0] = (me + 1) % 3;
                        lock.notifyAll();
                    }
                }
            });
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        synchronized (lock) {
            long before = System.nanoTime();
            lock.wait(250);
            check(System.nanoTime() - before >= 249_000_000, "timed wait");
        }
        return order;
    }

    private static Object contention() throws Exception {
        int[] count = {0};
        Thread[] threads = new Thread[8];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> {
                for (int n = 0; n < 50; n++) {
                    synchronized (count) {
                        int read = count[0];
                        Thread.yield();
                        count[0] = read + 1;
                    }
                }
            });
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return count[0];
    }

    private static Object locks() throws Exception {
        ReentrantLock lock = new ReentrantLock(true);
        Condition changed = lock.newCondition();
        int[] stock = {0};
        AtomicInteger taken = new AtomicInteger();
        Thread consumer = new Thread(() -> {
            for (int i = 0; i < 20; i++) {
                lock.lock();
                try {
                    while (stock[0] == 0) {
                        changed.awaitUninterruptibly();
                    }
                    stock[0]--;
                    taken.incrementAndGet();
                    changed.signalAll();
                } finally {
                    lock.unlock();
                }
            }
        });
        consumer.start();
        for (int i = 0; i < 20; i++) {
            lock.lock();
            try {
                while (stock[0] == 2) {
                    check(changed.await(1, TimeUnit.MINUTES), "await");
                }
                stock[0]++;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
        consumer.join();
        lock.lock();
        try {
            check(changed.awaitNanos(1_000_000) <= 0, "awaitNanos");
        } finally {
            lock.unlock();
        }
        ReentrantReadWriteLock rw = new ReentrantReadWriteLock();
        rw.readLock().lock();
        Thread writer = new Thread(() -> {
            rw.writeLock().lock();
            rw.writeLock().unlock();
        });
        writer.start();
        check(!rw.writeLock().tryLock(), "write lock");
        rw.readLock().unlock();
        writer.join();
        check(lock.tryLock(1, TimeUnit.SECONDS), "tryLock");
        lock.unlock();
        return taken;
    }

    private static Object barriers() throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(4);
        Semaphore semaphore = new Semaphore(2);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch end = new CountDownLatch(4);
        for (int i = 0; i < 4; i++) {
            new Thread(() -> {
                try {
                    barrier.await();
                    semaphore.acquire();
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    Thread.sleep(10);
                    inside.decrementAndGet();
                    semaphore.release();
                    barrier.await(1, TimeUnit.MINUTES);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                } finally {
                    end.countDown();
                }
            }).start();
        }
        end.await();
        return most;
    }

    private static Object queues() throws Exception {
        LinkedBlockingQueue<Integer> queue = new LinkedBlockingQueue<>(3);
        SynchronousQueue<Integer> hand = new SynchronousQueue<>();
        Thread producer = new Thread(() -> {
            try {
                for (int i = 0; i < 50; i++) {
                    queue.put(i);
                }
                hand.put(99);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        producer.start();
        int sum = 0;
        for (int i = 0; i < 50; i++) {
            sum += queue.take();
        }
        check(queue.poll(100, TimeUnit.MILLISECONDS) == null, "poll");
        sum += hand.take();
        producer.join();
        return sum;
    }

    private static Object virtualThreads() throws Exception {
        AtomicInteger done = new AtomicInteger();
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 1_000; i++) {
                int n = i;
                each.submit(() -> {
                    Thread.sleep(n % 50);
                    synchronized (done) {
                        return done.incrementAndGet();
                    }
                });
            }
        }
        Thread named = Thread.ofVirtual().name("v-", 1).unstarted(() -> check(Thread.currentThread().isVirtual(), "virtual"));
        named.start();
        named.join();
        check(named.getState() == Thread.State.TERMINATED, named.getState());
        check(!Thread.currentThread().isVirtual(), "main is a platform thread");
        return done + " " + named.getName();
    }

    private static final class Worker extends Thread {
        private int result;

        @Override
        public void run() {
            check(Thread.currentThread() == this, "current thread is this");
            result = 6 * 7;
        }
    }

    private static Object subclass() throws Exception {
        Worker worker = new Worker();
        check(worker.getState() == Thread.State.NEW && !worker.isAlive(), "new");
        worker.start();
        check(worker.isAlive(), "alive");
        worker.join();
        check(worker.getState() == Thread.State.TERMINATED && !worker.isAlive(), "terminated");
        try {
            worker.start();
            check(false, "started twice");
        } catch (IllegalThreadStateException expected) {
            return worker.result;
        }
        return null;
    }

    private static Object identity() throws Exception {
        Thread main = Thread.currentThread();
        check(main.getName().equals("main"), main.getName());
        check(!main.isDaemon(), "main is no daemon");
        check(main.getPriority() == Thread.NORM_PRIORITY, "priority");
        AtomicReference<Thread> seen = new AtomicReference<>();
        Thread thread = new Thread(() -> seen.set(Thread.currentThread()), "named");
        check(!thread.isDaemon(), "inherits no daemon");
        thread.setPriority(7);
        thread.start();
        thread.join(1_000);
        check(seen.get() == thread, "the thread sees itself");
        check(thread.threadId() != main.threadId(), "ids differ");
        Thread child = new Thread(() -> {
            check(Thread.currentThread().isDaemon(), "daemon");
            check(new Thread(() -> { }).isDaemon(), "inherits daemon");
        });
        child.setDaemon(true);
        child.start();
        child.join();
        ReentrantLock lock = new ReentrantLock();
        lock.lock();
        check(lock.isHeldByCurrentThread() && lock.toString().contains("main"), lock);
        lock.unlock();
        synchronized (lock) {
            check(Thread.holdsLock(lock), "holdsLock");
        }
        check(!Thread.holdsLock(lock), "holdsLock after");
        return thread.getPriority() + " " + thread.getName();
    }

    private static Object locals() throws Exception {
        ThreadLocal<Integer> local = ThreadLocal.withInitial(() -> 1);
        InheritableThreadLocal<String> inherited = new InheritableThreadLocal<>();
        inherited.set("from main");
        local.set(2);
        AtomicReference<String> seen = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            seen.set(local.get() + " " + inherited.get());
            inherited.set("changed");
        });
        inherited.set("changed before start");
        thread.start();
        thread.join();
        check(local.get() == 2, "own value");
        return seen.get() + ", " + inherited.get();
    }

    private static Object interrupts() throws Exception {
        List<String> seen = new ArrayList<>();
        Thread sleeper = new Thread(() -> {
            try {
                Thread.sleep(1_000_000);
            } catch (InterruptedException e) {
                seen.add("sleep " + Thread.currentThread().isInterrupted());
            }
        });
        sleeper.start();
        Thread.sleep(10);
        check(sleeper.getState() == Thread.State.TIMED_WAITING, sleeper.getState());
        sleeper.interrupt();
        sleeper.join();
        Thread waiter = new Thread(() -> {
            synchronized (seen) {
                try {
                    seen.wait();
                } catch (InterruptedException e) {
                    seen.add("wait");
                }
            }
        });
        waiter.start();
        Thread.sleep(10);
        check(waiter.getState() == Thread.State.WAITING, waiter.getState());
        waiter.interrupt();
        waiter.join();
        Thread parked = new Thread(() -> {
            LockSupport.park();
            seen.add("park " + Thread.interrupted() + " " + Thread.interrupted());
        });
        parked.start();
        Thread.sleep(10);
        parked.interrupt();
        parked.join();
        Thread.currentThread().interrupt();
        try {
            new CountDownLatch(1).await();
            check(false, "not interrupted");
        } catch (InterruptedException e) {
            seen.add("await " + Thread.currentThread().isInterrupted());
        }
        return seen;
    }

    private static Object handlers() throws Exception {
        List<String> seen = new ArrayList<>();
        Thread own = new Thread(() -> {
            throw new IllegalStateException("own");
        }, "t1");
        own.setUncaughtExceptionHandler((t, e) -> seen.add(t.getName() + " " + e.getMessage()));
        own.start();
        own.join();
        Thread.setDefaultUncaughtExceptionHandler((t, e) -> seen.add("default " + t.getName() + " " + e.getMessage()));
        Thread other = new Thread(() -> {
            throw new IllegalStateException("other");
        }, "t2");
        other.start();
        other.join();
        Thread.setDefaultUncaughtExceptionHandler(null);
        return seen;
    }

    private static Object park() throws Exception {
        Thread main = Thread.currentThread();
        LockSupport.unpark(main);
        LockSupport.park("permit");
        long before = System.nanoTime();
        LockSupport.parkNanos(1_000_000_000);
        check(System.nanoTime() - before >= 999_000_000, "parkNanos");
        Thread other = new Thread(() -> LockSupport.unpark(main));
        other.start();
        LockSupport.park();
        other.join();
        return "done";
    }

    private static Object stacks() throws Exception {
        Thread sleeper = new Thread(() -> {
            try {
                Thread.sleep(1_000_000);
            } catch (InterruptedException e) {
                // ends
            }
        }, "sleeper");
        sleeper.start();
        Thread.sleep(1);
        StackTraceElement[] stack = sleeper.getStackTrace();
        check(stack.length > 0, "no stack");
        boolean own = false;
        for (StackTraceElement element : Thread.currentThread().getStackTrace()) {
            own |= element.getMethodName().equals("stacks");
        }
        check(own, "own stack");
        sleeper.interrupt();
        sleeper.join();
        return "done";
    }

    private static Object groups() throws Exception {
        ThreadGroup group = new ThreadGroup("mine");
        Thread thread = new Thread(group, () -> { }, "in-group");
        check(thread.getThreadGroup() == group, thread.getThreadGroup());
        thread.start();
        thread.join();
        ThreadFactory factory = Thread.ofPlatform().name("made-", 0).daemon().factory();
        Thread made = factory.newThread(() -> { });
        check(made.isDaemon(), "daemon");
        made.start();
        made.join();
        return Thread.currentThread().getThreadGroup().getName() + " " + made.getName();
    }
}
