package apps.mains;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** References to methods that a simulation takes over, on objects of subclasses and with the receiver bound or not. */
public final class References {
    private References() {}

    private static class Thing {
    }

    public static void main(String[] args) throws Exception {
        Thing thing = new Thing();
        IntSupplier bound = thing::hashCode;
        ToIntFunction<Thing> unbound = Thing::hashCode;
        Supplier<String> text = thing::toString;
        LongSupplier memory = Runtime.getRuntime()::maxMemory;
        LongSupplier clock = System::nanoTime;
        System.out.println((bound.getAsInt() == thing.hashCode()) + " " + (unbound.applyAsInt(thing) == thing.hashCode())
                + " " + text.get().endsWith("@" + Integer.toHexString(thing.hashCode())) + " " + (memory.getAsLong() > 0)
                + " " + (clock.getAsLong() != 0));
        Map<String, Integer> lengths = new TreeMap<>();
        List.of("a", "bc").forEach(s -> lengths.computeIfAbsent(s, String::length));
        IntSupplier hash = "x"::hashCode;
        Thread thread = new Thread(() -> System.out.println(lengths + " " + hash.getAsInt())) {
        };
        thread.start();
        Object joined = thread;
        thread.join();
        System.out.println(joined.hashCode() == System.identityHashCode(thread));
    }
}
