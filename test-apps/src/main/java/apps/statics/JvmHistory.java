package apps.statics;

import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Prints what the JDK numbers, hashes or draws by what the JVM did before. */
public final class JvmHistory {
    private JvmHistory() {}

    private interface Shape {
        double area();
    }

    public static void main(String[] args) throws Exception {
        classes();
        hidden();
        proxies();
        pools();
        random();
    }

    private static void classes() throws Exception {
        Map<Class<?>, String> byClass = new HashMap<>();
        for (String name : new String[] {"java.lang.String", "java.util.concurrent.Exchanger", "java.util.zip.ZipFile",
            "java.math.BigDecimal", "java.text.DecimalFormat", "[Ljava.time.Period;", Shape.class.getName(),
            "[L" + Shape.class.getName() + ";"}) {
            Class<?> type = Class.forName(name);
            byClass.put(type, name);
            say(name, type.hashCode());
        }
        say("order", byClass.values());
    }

    private static void hidden() throws Exception {
        Runnable one = () -> {};
        Runnable two = () -> System.out.print("");
        Supplier<String> bound = args("bound")::toString;
        for (Object made : new Object[] {one, two, bound}) {
            say(made.getClass().getName() + " " + made.getClass().getSimpleName() + " " + made.getClass().getTypeName(),
                    made.getClass().hashCode() + " " + made.hashCode() + " " + made);
        }
        try {
            Callable<?> failing = () -> {
                throw new IllegalStateException("asked for");
            };
            failing.call();
        } catch (IllegalStateException e) {
            say("frames", java.util.Arrays.toString(e.getStackTrace()));
        }
    }

    private static StringBuilder args(String text) {
        return new StringBuilder(text);
    }

    private static void proxies() throws Exception {
        ClassLoader loader = JvmHistory.class.getClassLoader();
        Object hiddenOne = Proxy.newProxyInstance(loader, new Class<?>[] {Shape.class}, (self, method, arguments) -> null);
        Object openOne = Proxy.newProxyInstance(loader, new Class<?>[] {Runnable.class, Comparable.class},
                (self, method, arguments) -> null);
        say("proxy", hiddenOne.getClass().getName() + " " + hiddenOne.getClass().hashCode());
        say("proxy", openOne.getClass().getName() + " " + openOne.getClass().hashCode() + " "
                + openOne.getClass().getModule().getName());
        Runnable handle = MethodHandleProxies.asInterfaceInstance(Runnable.class, MethodHandles.lookup()
                .findStatic(JvmHistory.class, "nothing", MethodType.methodType(void.class)));
        say("handle", handle.getClass().getName());
    }

    public static void nothing() {}

    private static void pools() throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(1)) {
            say("pool", pool.submit(() -> Thread.currentThread().getName()).get());
        }
        try (ForkJoinPool pool = new ForkJoinPool(1)) {
            say("fork-join", pool.submit(() -> Thread.currentThread().getName()).get());
            say("its random", pool.submit(() -> ThreadLocalRandom.current().nextInt()).get());
        }
        CompletableFuture<String> named = new CompletableFuture<>();
        Timer timer = new Timer();
        timer.schedule(new TimerTask() {
            @Override
            public void run() {
                named.complete(Thread.currentThread().getName());
            }
        }, 1);
        say("timer", named.get());
        timer.cancel();
        say("thread", new Thread(() -> {}).getName());
    }

    private static void random() throws Exception {
        say("random", ThreadLocalRandom.current().nextInt());
        say("common pool", ForkJoinPool.commonPool().submit(() -> ThreadLocalRandom.current().nextInt()).get());
        LongAdder adder = new LongAdder();
        adder.increment();
        say("random", ThreadLocalRandom.current().nextInt() + adder.intValue());
    }

    private static void say(String what, Object value) {
        System.out.println(what + " = " + value);
    }
}
