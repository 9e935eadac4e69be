package dev.moonsim.jdk;

import jdk.internal.misc.Unsafe;

/**
 * Whether the JVM or native code has called Java somewhere on the stack, as to initialise a class. HotSpot gives each such call a block
 * of handles of its own, keeps the address of the newest in the native structure of the platform thread, and in the word behind it the
 * first of the blocks that are free. Where that is found out once, in static initialisers that call each other.
 */
public final class UpCalls {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    private static final long EETOP = JdkInternals.offset(Thread.class, "eetop", long.class);
    /** Words of the native thread structure that are searched. */
    private static final int SEARCHED = 256;

    /** Offset within the native structure, found once per JVM; -1 where it was not found. */
    private static int offset;
    private static boolean searched;
    /** The word, for the carrier that runs; 0 where there is none. */
    private static long address;
    /** What it is where the carrier runs its loop. */
    private static long atTheLoop;

    private UpCalls() {}

    /** @return for {@link #use}: the address of the calling platform thread's word; 0 where this JVM has none */
    public static long locate() {
        if (!searched) {
            searched = true;
            offset = search();
        }
        return offset < 0 ? 0 : UNSAFE.getLong(Thread.currentThread(), EETOP) + offset;
    }

    /** @return for {@link #use}: the word as it is now */
    public static long block(long address) {
        return address == 0 ? 0 : UNSAFE.getLong(address);
    }

    /** Names the carrier that runs from here on, by what {@link #locate} and {@link #block} gave on it at its loop. */
    public static void use(long carriersAddress, long carriersBlock) {
        address = carriersAddress;
        atTheLoop = carriersBlock;
    }

    /** Whether there are none between the carrier's loop and the caller, on that carrier; false also where nobody knows. */
    public static boolean none() {
        long at = address;
        return at != 0 && UNSAFE.getLong(at) == atTheLoop;
    }

    private static int search() {
        Before.initialise(); // leaves two free blocks
        long[] outside = words();
        First.initialise();
        long[] after = words();
        int found = -1;
        for (int i = 0; i + 1 < SEARCHED; i++) {
            boolean takesTheFree = First.words[i] == outside[i + 1] && Second.words[i] == First.words[i + 1];
            boolean differs = outside[i] != First.words[i] && outside[i] != Second.words[i] && First.words[i] != Second.words[i];
            boolean comesBack = outside[i] == after[i] && First.words[i] == First.wordsAfter[i];
            if (takesTheFree && differs && comesBack && outside[i] != 0 && First.words[i] != 0 && Second.words[i] != 0) {
                if (found >= 0) {
                    return -1; // it could be either
                }
                found = i * Long.BYTES;
            }
        }
        return found;
    }

    private static long[] words() {
        long[] words = new long[SEARCHED];
        long base = UNSAFE.getLong(Thread.currentThread(), EETOP);
        for (int i = 0; i < SEARCHED; i++) {
            words[i] = UNSAFE.getLong(base + (long) i * Long.BYTES);
        }
        return words;
    }

    private static final class Before {
        static {
            BeforeSecond.initialise();
        }

        static void initialise() {}
    }

    private static final class BeforeSecond {
        static long[] words = words();

        static void initialise() {}
    }

    private static final class First {
        static long[] words = words();
        static long[] wordsAfter;

        static {
            Second.initialise();
            wordsAfter = words();
        }

        static void initialise() {}
    }

    private static final class Second {
        static long[] words = words();

        static void initialise() {}
    }
}
