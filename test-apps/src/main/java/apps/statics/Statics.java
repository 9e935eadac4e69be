package apps.statics;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Static state of many kinds, each part changing what it finds and printing it: a run that sees anything of an earlier one
 * prints something else. Arguments choose parts.
 */
public final class Statics {
    /** What was initialised, in order. */
    static final List<String> ORDER = new ArrayList<>();

    static int counter;
    static long wide = 40;
    static boolean flag;
    static double real = 1.5;
    static String text = "first";
    static final int CONSTANT = 7;
    static final Integer BOXED = Integer.valueOf(1000);
    static final int[] CELLS = {1, 2, 3};

    private Statics() {}

    interface Part {
        void run() throws Throwable;
    }

    private static final Map<String, Part> PARTS = new java.util.LinkedHashMap<>();

    static {
        PARTS.put("fields", Statics::fields);
        PARTS.put("enums", Statics::enums);
        PARTS.put("strings", Statics::strings);
        PARTS.put("nested", Statics::nested);
        PARTS.put("interfaces", Statics::interfaces);
        PARTS.put("monitors", Statics::monitors);
        PARTS.put("lambdas", Statics::lambdas);
        PARTS.put("caches", Statics::caches);
        PARTS.put("reflection", Statics::reflection);
        PARTS.put("handles", Statics::handles);
        PARTS.put("threads", Statics::threads);
        PARTS.put("holders", Statics::holders);
        PARTS.put("records", Statics::records);
        PARTS.put("serialization", Statics::serialization);
        PARTS.put("proxies", Statics::proxies);
        PARTS.put("cycles", Statics::cycles);
        PARTS.put("objects", Statics::objects);
        PARTS.put("failing", Statics::failing);
    }

    public static void main(String[] args) throws Throwable {
        for (Map.Entry<String, Part> part : PARTS.entrySet()) {
            if (args.length == 0 && !part.getKey().equals("failing") || List.of(args).contains(part.getKey())) {
                part.getValue().run();
                System.out.println(part.getKey() + ": " + ORDER);
                ORDER.clear();
            }
        }
    }

    private static void say(Object... values) {
        StringBuilder line = new StringBuilder();
        for (Object value : values) {
            line.append(' ').append(value);
        }
        System.out.println(line);
    }

    private static void fields() {
        say(counter++, wide *= 3, flag, real += 0.25, text, CONSTANT, BOXED == Statics.BOXED, CELLS[1]++);
        flag = true;
        text = null;
        CELLS[0] = 9;
        say(counter, wide, flag, real, text, CELLS[0], CELLS[1]);
    }

    enum Colour {
        RED, GREEN { @Override int next() { return 5; } }, BLUE;

        private static final Map<String, Colour> BY_NAME = new HashMap<>();
        private int uses;

        static {
            ORDER.add("Colour");
            for (Colour colour : values()) {
                BY_NAME.put(colour.name().toLowerCase(), colour);
            }
        }

        int next() {
            return ++uses;
        }
    }

    enum Late { ONE, TWO }

    private static void enums() {
        Map<Colour, String> map = new EnumMap<>(Colour.class);
        say(map);
        map.put(Colour.GREEN, "g");
        Set<Colour> all = EnumSet.allOf(Colour.class);
        for (Colour colour : all) {
            say(colour, colour.next(), colour.next(), map.containsKey(colour), Colour.BY_NAME.get("red") == colour);
            switch (colour) {
                case RED -> say("a switch: red");
                case BLUE -> say("a switch: blue");
                default -> say("a switch: another");
            }
        }
        say(Colour.valueOf("BLUE") == Colour.BLUE, Colour.class.getEnumConstants()[0] == Colour.RED,
                EnumSet.complementOf(EnumSet.of(Colour.RED)), Late.values().length, Enum.valueOf(Late.class, "TWO").ordinal());
        Set<Object> hashed = new HashSet<>(List.of(Colour.RED, Colour.GREEN, Colour.BLUE, Late.ONE, Late.TWO));
        say(hashed, Colour.RED.hashCode() == System.identityHashCode(Colour.RED), Colour.RED.hashCode());
        Object pattern = Late.TWO;
        say(switch (pattern) {
            case Late l when l == Late.ONE -> "one";
            case Late l -> "late " + l;
            default -> "?";
        });
    }

    private static void strings() {
        for (String word : List.of("a", "Aa", "BB", "z")) {
            switch (word) {
                case "Aa" -> say("Aa");
                case "BB" -> say("BB");
                default -> say("another");
            }
        }
        say("x" + counter + text + 'c' + 1L + null);
    }

    static class Base {
        static int made;
        static final List<Object> ALL = new ArrayList<>();
        static { ORDER.add("Base"); }

        Base() {
            made++;
            ALL.add(this);
        }
    }

    static class Derived extends Base {
        static final Inner INNER = new Inner();
        static int seen = Base.made;
        static { ORDER.add("Derived"); }
    }

    static class Inner {
        static final int AT = ORDER.size();
        static { ORDER.add("Inner"); }
    }

    static class ThroughChild extends Derived {
        static int own = 3;
    }

    private static void nested() {
        say(ThroughChild.seen); // a static of the superclass: the child itself stays as it is
        new ThroughChild();
        say(Base.made, Base.ALL.size(), Derived.seen, Inner.AT, ThroughChild.own++);
    }

    interface WithDefault {
        List<String> SEEN = new ArrayList<>(List.of(noted("WithDefault")));

        default String say() {
            SEEN.add("said");
            return "default";
        }

        static int count() {
            return SEEN.size();
        }
    }

    interface WithConstants {
        AtomicInteger COUNT = new AtomicInteger(noted("WithConstants").length());
    }

    static String noted(String what) {
        ORDER.add(what);
        return what;
    }

    static class Implementing implements WithDefault, WithConstants {
    }

    private static void interfaces() {
        Implementing made = new Implementing();
        say(made.say(), WithDefault.count(), WithDefault.SEEN);
        say(WithConstants.COUNT.incrementAndGet());
    }

    static class Locked {
        static int value;

        static synchronized int next() {
            return ++value;
        }
    }

    private static void monitors() throws InterruptedException {
        Thread[] threads = new Thread[3];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> {
                for (int n = 0; n < 4; n++) {
                    Locked.next();
                }
            });
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        synchronized (Locked.class) {
            say(Locked.next());
        }
    }

    static final Supplier<String> HELD = () -> "held";
    static final Function<Integer, Integer> TWICE = n -> 2 * n;

    private static void lambdas() {
        Set<Object> set = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            set.add((Runnable) () -> { });
        }
        Supplier<Integer> one = () -> 1;
        Supplier<Integer> two = () -> 2;
        Supplier<Object> reference = Object::new;
        set.add(one);
        set.add(two);
        set.add(HELD);
        set.add(TWICE);
        StringBuilder order = new StringBuilder();
        for (Object element : set) {
            order.append(element == one ? 'a' : element == two ? 'b' : element == HELD ? 'c' : element == TWICE ? 'd' : 'e');
        }
        say(set.size(), order, System.identityHashCode(one), HELD.hashCode(), reference.hashCode(), HELD.get(), TWICE.apply(4));
    }

    private static final Map<Object, Object> CACHE = new ConcurrentHashMap<>();
    private static final ClassValue<int[]> BY_CLASS = new ClassValue<>() {
        @Override
        protected int[] computeValue(Class<?> type) {
            ORDER.add("value for " + type.getSimpleName());
            return new int[1];
        }
    };
    private static final ThreadLocal<int[]> LOCAL = ThreadLocal.withInitial(() -> new int[] {5});

    private static void caches() {
        for (int i = 0; i < 20; i++) {
            CACHE.computeIfAbsent(i % 7 == 0 ? Statics.class : new Object(), key -> 1);
        }
        say(CACHE.size(), ++BY_CLASS.get(Statics.class)[0], ++BY_CLASS.get(String.class)[0], LOCAL.get()[0]++, LOCAL.get()[0]);
        say(Statics.class.hashCode(), Statics.class.getClassLoader().hashCode(), new Object().hashCode());
    }

    static class Reflected {
        private static int hits = 10;
        static { ORDER.add("Reflected"); }

        static int hit() {
            return ++hits;
        }
    }

    static class OnlyNamed {
        static int value = 4;
        static { ORDER.add("OnlyNamed"); }
    }

    static class OnlyMade {
        static int value = 4;
        static { ORDER.add("OnlyMade"); }
    }

    static class OnlyRead {
        static int value = 4;
        static { ORDER.add("OnlyRead"); }
    }

    static class Final {
        static final List<String> LIST = new ArrayList<>(List.of("x"));
        static final long NUMBER = System.nanoTime() * 0 + 12;
    }

    private static void reflection() throws Exception {
        Class<?> type = Class.forName("apps.statics.Statics$OnlyNamed", false, Statics.class.getClassLoader());
        ORDER.add("named");
        Class.forName(type.getName());
        var made = OnlyMade.class.getDeclaredConstructor();
        ORDER.add("found");
        made.newInstance();
        var value = OnlyRead.class.getDeclaredField("value");
        ORDER.add("looked up");
        say(value.getInt(null));
        value.setInt(null, 99);
        say(OnlyRead.value);
        var hit = Reflected.class.getDeclaredMethod("hit");
        ORDER.add("method");
        say(hit.invoke(null), hit.invoke(null));
        var list = Final.class.getDeclaredField("LIST");
        @SuppressWarnings("unchecked") List<String> held = (List<String>) list.get(null);
        held.add("y");
        say(held, Final.NUMBER, java.lang.reflect.Modifier.toString(value.getModifiers()));
        for (var field : Statics.class.getDeclaredFields()) {
            if (field.isSynthetic()) {
                say("synthetic", field.getName().startsWith("$"));
            }
        }
        for (var method : OnlyRead.class.getDeclaredMethods()) {
            say("a method", method.getName());
        }
    }

    static class Handled {
        static int plain = 2;
        static volatile int shared = 3;
        static { ORDER.add("Handled"); }
    }

    static class Ensured {
        static { ORDER.add("Ensured"); }
    }

    static class Called {
        static int n = 6;
        static { ORDER.add("Called"); }

        static int next() {
            return n++;
        }
    }

    private static final VarHandle COUNTER;

    static {
        try {
            COUNTER = MethodHandles.lookup().findStaticVarHandle(Statics.class, "counter", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static void handles() throws Throwable {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        say((int) COUNTER.getAndAdd(5), counter);
        VarHandle shared = lookup.findStaticVarHandle(Handled.class, "shared", int.class);
        ORDER.add("handle");
        say((int) shared.getAndAdd(10), Handled.shared);
        var getter = lookup.findStaticGetter(Handled.class, "plain", int.class);
        Handled.plain++;
        say((int) getter.invokeExact());
        lookup.ensureInitialized(Ensured.class);
        var called = lookup.findStatic(Called.class, "next", MethodType.methodType(int.class));
        ORDER.add("static method");
        say((int) called.invokeExact(), (int) called.invokeExact());
    }

    static class InThread {
        static final String BY = Thread.currentThread().getName();
        static { ORDER.add("InThread by " + BY); }
        static int n;
    }

    static class Slow {
        static int n;

        static {
            try {
                Thread.sleep(1000);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            n = 3;
            synchronized (ORDER) {
                ORDER.add("Slow");
            }
        }
    }

    private static void threads() throws InterruptedException {
        Thread first = new Thread(() -> InThread.n++, "first");
        first.start();
        first.join();
        say(InThread.BY, InThread.n);
        Thread[] threads = new Thread[4];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> {
                int seen = Slow.n;
                synchronized (ORDER) {
                    ORDER.add(Thread.currentThread().getName() + " saw " + seen);
                }
            });
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    static class Holder {
        static final Holder INSTANCE = new Holder();
        int uses;
        static { ORDER.add("Holder"); }

        static Holder get() {
            return Lazy.ONE;
        }

        static class Lazy {
            static final Holder ONE = new Holder();
            static { ORDER.add("Lazy"); }
        }
    }

    private static volatile Holder checked;

    private static void holders() {
        say(++Holder.INSTANCE.uses, ++Holder.get().uses, Holder.get() == Holder.INSTANCE);
        if (checked == null) {
            checked = new Holder();
            ORDER.add("checked made");
        }
    }

    record Point(int x, Object y) {
        static final Point ORIGIN = new Point(0, null);
        static int made;

        Point {
            made++;
        }
    }

    private static void records() {
        Point point = new Point(1, "y");
        say(point, point.hashCode(), point.equals(new Point(1, "y")), Point.ORIGIN, Point.made);
    }

    static class Saved implements Serializable {
        private static int read;
        static final Object TOKEN = new Object();
        private final int n;
        private final Colour colour = Colour.BLUE;

        Saved(int n) {
            this.n = n;
        }

        private Object readResolve() {
            read++;
            return this;
        }
    }

    private static void serialization() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new Saved(4));
            out.writeObject(Colour.GREEN);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            Saved saved = (Saved) in.readObject();
            say(saved.n, saved.colour == Colour.BLUE, in.readObject() == Colour.GREEN, Saved.read, bytes.size());
        }
        say(java.io.ObjectStreamClass.lookup(Saved.class).getSerialVersionUID());
    }

    interface Greeting {
        String greet(String name);
    }

    private static void proxies() {
        Greeting greeting = (Greeting) Proxy.newProxyInstance(Statics.class.getClassLoader(), new Class<?>[] {Greeting.class},
                (proxy, method, args) -> method.getName() + " " + args[0] + " " + counter);
        say(greeting.greet("a"), new HashSet<>(List.of(new Object(), new Object())).size());
    }

    static class Left {
        static int value = Right.value + 1;
        static { ORDER.add("Left"); }
    }

    static class Right {
        static int value = Left.value + 10;
        static { ORDER.add("Right"); }
    }

    private static void cycles() {
        say(Left.value, Right.value);
    }

    /** As Kotlin's {@code object} and Scala's modules. */
    static final class Module {
        public static final Module INSTANCE;
        private static int created;
        private final Map<String, Integer> state = new HashMap<>();

        static {
            Module module = new Module();
            INSTANCE = module;
            module.state.put("made", created);
        }

        private Module() {
            created++;
        }

        static final class Companion {
            static final Companion MODULE$ = new Companion();

            int count() {
                return INSTANCE.state.merge("n", 1, Integer::sum);
            }
        }
    }

    private static void objects() {
        say(Module.Companion.MODULE$.count(), Module.Companion.MODULE$.count(), Module.INSTANCE.state.get("made"));
    }

    static class Failing {
        static int n = 1;

        static {
            ORDER.add("Failing");
            if (n > 0) {
                throw new IllegalStateException("not today");
            }
        }
    }

    private static void failing() {
        for (int i = 0; i < 2; i++) {
            try {
                say(Failing.n);
            } catch (Throwable t) {
                say(t.getClass().getSimpleName(), t.getMessage(), t.getCause());
            }
        }
    }
}
