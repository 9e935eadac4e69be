package apps.statics;

import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Prints what reflection says of classes whose members rewriting changes, and the serial version that follows from it. */
public final class Reflected {
    private Reflected() {}

    static class Counter implements Serializable {
        static final List<String> NAMES = new ArrayList<>();
        static final long[] TABLE;
        static final int CONSTANT = 3;
        static transient StringBuilder open = new StringBuilder();
        private static final class Nested {}
        protected final int kept = 1;
        volatile int count;

        static {
            TABLE = new long[3];
        }

        synchronized int next() {
            return ++count;
        }

        static synchronized void clear() {
            NAMES.clear();
        }

        protected final synchronized <T extends Comparable<T>> T greatest(List<? extends T> of) {
            return of.stream().max(T::compareTo).orElseThrow();
        }
    }

    static class Bridged extends Counter implements Comparable<Bridged> {
        @Override
        public synchronized int compareTo(Bridged other) {
            assert other != null;
            return Integer.compare(count, other.count);
        }
    }

    enum Colour {
        RED, GREEN { @Override synchronized int code() { return 2; } };

        static final Colour FIRST = RED;

        synchronized int code() {
            return 1;
        }
    }

    record Pair(int a, Object b) implements Serializable {
        static final Pair ORIGIN = new Pair(0, null);
    }

    interface Shape {
        Object UNIT = new Object();
    }

    private static void show(Class<?> type) {
        ObjectStreamClass serial = ObjectStreamClass.lookupAny(type);
        System.out.println(type + " " + serial.getSerialVersionUID());
        print(type.getDeclaredFields());
        print(type.getDeclaredMethods());
        print(type.getMethods());
        for (Field field : type.getDeclaredFields()) {
            System.out.println("    " + field.getName() + (field.isEnumConstant() ? " constant" : "")
                    + (field.isSynthetic() ? " synthetic" : ""));
        }
    }

    private static void print(Member[] members) {
        Arrays.stream(members).map(member -> "    " + member + (member.isSynthetic() ? " synthetic" : "")).sorted()
                .forEach(System.out::println);
    }

    public static void main(String[] args) throws Exception {
        for (Class<?> type : new Class<?>[] {Counter.class, Bridged.class, Colour.class, Pair.class, Shape.class, Reflected.class}) {
            show(type);
        }
        Field names = Counter.class.getDeclaredField("NAMES");
        names.setAccessible(true);
        System.out.println(names.get(null));
        try {
            names.set(null, List.of());
        } catch (IllegalAccessException e) {
            System.out.println(e.getMessage());
        }
        new Counter().next();
    }
}
