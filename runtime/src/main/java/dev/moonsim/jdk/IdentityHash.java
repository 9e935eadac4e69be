package dev.moonsim.jdk;

import dev.moonsim.decide.Decisions;
import jdk.internal.access.JavaLangAccess;
import jdk.internal.access.SharedSecrets;
import jdk.internal.misc.Unsafe;

/**
 * Identity hash codes. HotSpot draws them from an xorshift generator (Marsaglia) whose four words of state lie in the
 * native structure of the platform thread that asks; resetting them at the start of a step makes the hashes of that step
 * a matter of the seed.
 */
public final class IdentityHash {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    private static final JavaLangAccess LANG = SharedSecrets.getJavaLangAccess();
    private static final long EETOP = JdkInternals.offset(Thread.class, "eetop", long.class);
    /** Bytes of the native thread structure that are searched. */
    private static final int SEARCH_BYTES = 2048;
    /** What HotSpot takes in place of 0. */
    private static final int NO_HASH = 0xBAD;

    /** Offset of the state within the native structure, found once per JVM; -1 where it was not found. */
    private static int stateOffset;
    private static boolean searched;
    /** The bits of a hash. */
    private static int hashBits;
    /** Address of the state for the carrier that runs, 0 where there is none. */
    private static long address;

    private static long expected;
    private static int held;
    private static long heldLow;
    private static long heldHigh;

    private IdentityHash() {}

    /**
     * Address of the calling platform thread's state.
     *
     * @return 0 where this JVM keeps no such state, so that identity hashes stay the JVM's own
     */
    public static long locate() {
        if (!searched) {
            searched = true;
            stateOffset = search();
            ObjectHeader.findOut();
        }
        return stateOffset < 0 ? 0 : UNSAFE.getLong(Thread.currentThread(), EETOP) + stateOffset;
    }

    /** Names the carrier that runs from here on, by what {@link #locate} gave on it. */
    public static void use(long stateAddress) {
        address = stateAddress;
    }

    /** After four hashes the state is those four, newest last. */
    private static int search() {
        int[] hashes = new int[4];
        for (int i = 0; i < 4; i++) {
            hashes[i] = System.identityHashCode(new Object());
        }
        long base = UNSAFE.getLong(Thread.currentThread(), EETOP);
        // A hash is the state masked to 31 or, with compact headers, fewer bits.
        for (int mask : new int[] {0x7fffffff, 0x7fffffff >>> 6}) {
            for (int at = 0; at + 16 <= SEARCH_BYTES; at += 4) {
                if (matches(base + at, hashes, mask)) {
                    hashBits = mask;
                    return at;
                }
            }
        }
        return -1;
    }

    private static boolean matches(long at, int[] hashes, int mask) {
        // In memory: w, x, y, z. Each hash moves y to x, z to y, w to z and makes a new w, which is the hash.
        return (UNSAFE.getInt(at) & mask) == hashes[3] && (UNSAFE.getInt(at + 4) & mask) == hashes[0]
                && (UNSAFE.getInt(at + 8) & mask) == hashes[1] && (UNSAFE.getInt(at + 12) & mask) == hashes[2];
    }

    public static void reseed(long key) {
        held = 0;
        long at = address;
        if (at != 0) {
            long a = Decisions.mix(key);
            long b = Decisions.mix(a);
            UNSAFE.putLong(at, a | 1);
            UNSAFE.putLong(at + 8, b | 1);
        }
    }

    /**
     * Gives an object its hash now, as a function of the key alone and without a draw from the current step. For objects
     * that the JVM's housekeeping may or may not have hashed before the program asks.
     */
    public static void fix(Object object, long key) {
        if (address != 0) {
            fix(address, object, key);
        }
    }

    /** A draw between here and {@link #end} is decided by the key. Nothing is put back: every draw has its own key. */
    public static void begin(long key) {
        long at = address;
        if (at != 0) {
            long a = Decisions.mix(key) | 1;
            expected = a;
            UNSAFE.putLong(at, a);
            UNSAFE.putLong(at + 8, Decisions.mix(a) | 1);
        }
    }

    /** Whether a hash was drawn since {@link #begin}. */
    public static boolean end() {
        return address != 0 && UNSAFE.getLong(address) != expected;
    }

    /** The same on a thread that is no carrier. */
    public static void fix(long stateAddress, Object object, long key) {
        long low = UNSAFE.getLong(stateAddress);
        long high = UNSAFE.getLong(stateAddress + 8);
        long a = Decisions.mix(key);
        UNSAFE.putLong(stateAddress, a | 1);
        UNSAFE.putLong(stateAddress + 8, Decisions.mix(a) | 1);
        System.identityHashCode(object);
        UNSAFE.putLong(stateAddress, low);
        UNSAFE.putLong(stateAddress + 8, high);
    }

    /**
     * Gives an object the hash that {@link #fix} gives it with this key, also where the JVM has drawn it another: before it verifies
     * a class it draws one, from whatever the thread has, and only then can anybody ask. Only for objects whose hash nobody has
     * been told on another way.
     *
     * @return whether it has the hash; false where the JVM needs the one it has drawn, or does not let it be seen
     */
    public static boolean settle(Object object, long key) {
        return stateOffset >= 0 && ObjectHeader.replaceHash(object, hashBits, hashOf(key));
    }

    /** Whether the object has a hash. False also where that cannot be seen. */
    public static boolean isDrawn(Object object) {
        return stateOffset >= 0 && ObjectHeader.hash(object, hashBits) > 0;
    }

    /** Whether the object has a hash, or may have one, and another than {@link #fix} would give it with this key. */
    public static boolean hasOther(Object object, long key) {
        long hash = searched && stateOffset >= 0 ? ObjectHeader.hash(object, hashBits) : 0;
        return hash != 0 && hash != hashOf(key);
    }

    /** The hash that {@link #fix} gives with this key: what the generator makes of the state that the key gives it. */
    public static int hashOf(long key) {
        long state = Decisions.mix(key) | 1;
        int w = (int) state;
        int t = (int) (state >>> 32);
        t ^= t << 11;
        int hash = (w ^ w >>> 19 ^ t ^ t >>> 8) & hashBits;
        return hash == 0 ? NO_HASH : hash;
    }

    /** The same on any thread, whether or not it runs a task. */
    public static void fixHere(Object object, long key) {
        if (searched && stateOffset >= 0) {
            fix(UNSAFE.getLong(LANG.currentCarrierThread(), EETOP) + stateOffset, object, key);
        }
    }

    /**
     * Whatever the JVM hashes on this thread from here to {@link #undecide}, up to four objects, gets a hash decided by the
     * key. Without a lambda: it serves where the JDK makes the classes of lambdas.
     *
     * @return the state before; null where it is unknown
     */
    static long[] decide(long key) {
        if (!searched || stateOffset < 0) {
            return null;
        }
        long at = UNSAFE.getLong(LANG.currentCarrierThread(), EETOP) + stateOffset;
        long[] before = {at, UNSAFE.getLong(at), UNSAFE.getLong(at + 8)};
        // The state from which the next four draws are this hash: it does not matter which of them is whose.
        int hash = (int) Decisions.mix(key) | 1;
        int word = undo(hash >>> 19);
        UNSAFE.putInt(at, word);
        UNSAFE.putInt(at + 4, undo(hash ^ word ^ word >>> 19));
        UNSAFE.putInt(at + 8, word);
        UNSAFE.putInt(at + 12, word);
        return before;
    }

    static void undecide(long[] before) {
        if (before != null) {
            UNSAFE.putLong(before[0], before[1]);
            UNSAFE.putLong(before[0] + 8, before[2]);
        }
    }

    /** The word that the generator's two shifts, left by 11 and then right by 8, turn into this one. */
    private static int undo(int word) {
        int first = word ^ word >>> 8;
        first ^= first >>> 16;
        int before = first ^ first << 11;
        return before ^ before << 22;
    }

    /**
     * The JVM's own housekeeping begins on a task: it draws hashes only when it happens for the first time in a JVM, so
     * what it draws is taken back by {@link #release}.
     */
    public static void hold() {
        if (held++ == 0 && address != 0) {
            heldLow = UNSAFE.getLong(address);
            heldHigh = UNSAFE.getLong(address + 8);
        }
    }

    /** True while the JVM links or initialises classes of its own on the current task. */
    public static boolean isHeld() {
        return held > 0;
    }

    /** How many {@link #hold}s the current task is in. */
    public static int depth() {
        return held;
    }

    /** So many are under way again, after a step of another task. */
    public static void holdAgain(int depth) {
        hold();
        held = depth;
    }

    public static void release() {
        if (held > 0 && --held == 0 && address != 0) {
            UNSAFE.putLong(address, heldLow);
            UNSAFE.putLong(address + 8, heldHigh);
        }
    }
}
