package dev.moonsim.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which branches of the application have been taken in this JVM, in all its runs. Classes that are rewritten while it is
 * {@link #isOn} call it at the beginning of each method, at conditional jumps with both outcomes, at the cases of switches and
 * at handlers of exceptions. A probe is named by its class and its place there, which are the same in every JVM; the number
 * that the rewritten class passes is this JVM's own.
 *
 * <p>It takes no part in a run: no event, no decision and no time depends on it.
 */
public final class Coverage {
    /** The probes of a class, in the order of its code. */
    public static final class ClassProbes {
        private final String name;
        private int[] numbers = new int[16];
        private int known;
        private int taken;

        private ClassProbes(String name) {
            this.name = name;
        }

        /** The numbers of the next probes: the first of so many in a row. */
        public int next(int count) {
            synchronized (CLASSES) {
                int first = taken;
                taken += count;
                while (known < taken) {
                    if (known == numbers.length) {
                        numbers = Arrays.copyOf(numbers, known * 2);
                    }
                    numbers[known] = add(this, known);
                    known++;
                }
                return numbers[first];
            }
        }
    }

    private static final Map<String, ClassProbes> CLASSES = new HashMap<>();
    private static boolean on;
    private static boolean[] taken = new boolean[1 << 14];
    private static ClassProbes[] owners = new ClassProbes[1 << 14];
    private static int[] places = new int[1 << 14];
    private static int count;
    /** Probes that were passed for the first time since the last {@link #drain}. */
    private static int[] fresh = new int[1 << 10];
    private static int freshCount;

    private Coverage() {}

    /** From here on, classes are rewritten with probes. */
    public static void switchOn() {
        on = true;
    }

    public static boolean isOn() {
        return on;
    }

    /** The probes of a class that is about to be rewritten, from its first. */
    public static ClassProbes of(String type, byte[] bytes) {
        String name = type.replace('/', '.') + '@' + Integer.toHexString(Arrays.hashCode(bytes));
        synchronized (CLASSES) {
            ClassProbes probes = CLASSES.computeIfAbsent(name, ClassProbes::new);
            probes.taken = 0;
            return probes;
        }
    }

    private static int add(ClassProbes owner, int place) {
        if (count == taken.length) {
            owners = Arrays.copyOf(owners, count * 2);
            places = Arrays.copyOf(places, count * 2);
            taken = Arrays.copyOf(taken, count * 2);
        }
        owners[count] = owner;
        places[count] = place;
        return count++;
    }

    /**
     * What has been passed for the first time since this was asked last: {@code com.example.Main@9f3a11c0:0,1,5;...}, in order
     * of class and place; empty for nothing.
     */
    public static String drain() {
        List<Integer> numbers = new ArrayList<>(freshCount);
        for (int i = 0; i < freshCount; i++) {
            numbers.add(fresh[i]);
        }
        freshCount = 0;
        numbers.sort((a, b) -> owners[a] != owners[b] ? owners[a].name.compareTo(owners[b].name) : places[a] - places[b]);
        StringBuilder text = new StringBuilder();
        ClassProbes last = null;
        for (int number : numbers) {
            if (owners[number] != last) {
                last = owners[number];
                text.append(text.isEmpty() ? "" : ";").append(last.name).append(':');
            } else {
                text.append(',');
            }
            text.append(places[number]);
        }
        return text.toString();
    }

    // ---- called by the rewritten program ----

    public static void hit(int probe) {
        if (!taken[probe]) {
            first(probe);
        }
    }

    private static void first(int probe) {
        taken[probe] = true;
        if (freshCount == fresh.length) {
            fresh = Arrays.copyOf(fresh, freshCount * 2);
        }
        fresh[freshCount++] = probe;
    }

    public static void ifeq(int value, int probe) {
        hit(value == 0 ? probe : probe + 1);
    }

    public static void iflt(int value, int probe) {
        hit(value < 0 ? probe : probe + 1);
    }

    public static void ifgt(int value, int probe) {
        hit(value > 0 ? probe : probe + 1);
    }

    public static void same(int value, int other, int probe) {
        hit(value == other ? probe : probe + 1);
    }

    public static void less(int value, int other, int probe) {
        hit(value < other ? probe : probe + 1);
    }

    public static void more(int value, int other, int probe) {
        hit(value > other ? probe : probe + 1);
    }

    public static void same(Object value, Object other, int probe) {
        hit(value == other ? probe : probe + 1);
    }

    public static void isNull(Object value, int probe) {
        hit(value == null ? probe : probe + 1);
    }
}
