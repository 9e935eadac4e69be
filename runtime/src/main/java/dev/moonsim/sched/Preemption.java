package dev.moonsim.sched;

import dev.moonsim.jdk.IdentityHash;
import java.util.Iterator;
import java.util.stream.Stream;

/**
 * Where a task can be made to give way between two of its own blocking operations. Application code is rewritten to pass
 * here: at points, before it touches what threads share, and at loop back-edges. Both are a compare and a countdown;
 * the scheduler says how far the next question is.
 */
public final class Preemption {
    /** The bit of an operation that may write. */
    public static final int WRITE = 1;

    /**
     * Back-edges a task may take in one step; each costs a nanosecond where they are used up. A task that uses them up again
     * and again without ever blocking most likely waits for another: it gets half as many each time, down to the fewest.
     */
    static final int BACK_EDGES = 100_000;
    private static final int FEWEST_BACK_EDGES = 6_250;
    /** The same where the JVM calls the program by itself: so many that the task most likely waits for another. */
    private static final int HOUSEKEEPING_BACK_EDGES = 100_000_000;
    /** Spins of the JDK's own code that are no scheduling point. */
    private static final int SPINS = 512;

    /** The task's thread that runs; others that run application code, such as the JVM's cleaners, pass uncounted. */
    private static Thread running;
    private static final StackWalker STACK = StackWalker.getInstance();
    private static int left;
    private static int granted;
    private static long passed;
    private static final int NOWHERE = 0;
    private static final int COLLECTION = 1;
    private static final int TEXT = 2;

    /** Which unsynchronized classes of the JDK the task is in, by a call that its own code made. */
    private static int inside;
    private static int backEdges = BACK_EDGES;
    private static int spins;

    /** What was counted when the JVM's own housekeeping began in this step. */
    private static boolean kept;
    private static int keptLeft;
    private static int keptGranted;
    private static long keptPassed;
    private static int keptInside;
    private static int keptBackEdges;
    private static int keptSpins;

    private Preemption() {}

    /** A run begins. */
    static void reset() {
        running = null;
        kept = false;
        left = 0;
        granted = 0;
        passed = 0;
    }

    /** A step of the task begins. */
    static void begin(Task task, int stride) {
        running = task.thread;
        backEdges = task.backEdges;
        spins = 0;
        inside = NOWHERE;
        if (kept) { // the last step ended in the housekeeping: its task waits there
            kept = false;
            left = keptLeft;
            granted = keptGranted;
            passed = keptPassed;
        }
        grant(stride);
    }

    /**
     * The JVM's own housekeeping begins on the running task. It may call the program, as to load what verifying a class needs,
     * but when it does so and in which order is the JVM's own affair: what is passed from here to {@link #takeBack} counts for
     * nothing, and nobody gives way, but in a loop that goes on for long.
     */
    public static void keep() {
        if (Thread.currentThread() == running) {
            kept = true;
            keptLeft = left;
            keptGranted = granted;
            keptPassed = passed;
            keptInside = inside;
            keptBackEdges = backEdges;
            keptSpins = spins;
            inside = NOWHERE;
            backEdges = HOUSEKEEPING_BACK_EDGES;
        }
    }

    /** The housekeeping is over. Where the task has waited in it, another step has begun, and that has taken back what was before. */
    public static void takeBack() {
        if (kept && Thread.currentThread() == running) {
            kept = false;
            left = keptLeft;
            granted = keptGranted;
            passed = keptPassed;
            inside = keptInside;
            backEdges = keptBackEdges;
            spins = keptSpins;
        }
    }

    /** From here on so many points may be passed before the scheduler is asked. */
    static void grant(int stride) {
        passed += granted - left;
        granted = stride;
        left = stride;
    }

    /** Points passed since the run began. A strategy decides by it too: what counts for nothing must not be in it. */
    static long passed() {
        return kept ? keptPassed + keptGranted - keptLeft : passed + granted - left;
    }

    /**
     * Called before an operation on what threads may share.
     *
     * @param operation a hash of what it is about, the same for all operations on one field, kind of array or class of the
     *     JDK, with {@link #WRITE} where it may write
     */
    public static void point(int operation) {
        if (Thread.currentThread() == running && --left < 0) {
            ask(operation);
        }
    }

    /** The same before a call of the JDK. */
    public static void pointCall(int operation) {
        if (Thread.currentThread() == running && --left < 0) {
            ask(operation);
            allocate(operation);
        }
    }

    private static void ask(int operation) {
        Task task = Task.current();
        if (task == null || task.unpreemptible > 0 || IdentityHash.isHeld()) {
            passed++;
            left = 0; // the next point asks again
        } else {
            task.scheduler.askAt(task, operation);
        }
    }

    /** A point before a call of a collection of the JDK that has points itself, which count from here to {@link #back}. */
    public static void pointInto(int operation) {
        if (Thread.currentThread() == running) {
            if (--left < 0) {
                ask(operation);
                allocate(operation);
            }
            inside = COLLECTION;
        } else {
            inside = NOWHERE;
        }
    }

    /** A call of the JDK that may write may allocate, which fails where the heap is full. */
    private static void allocate(int operation) {
        Task task = Task.current();
        if (task != null && task.unpreemptible == 0 && !task.boot.isFree() && !IdentityHash.isHeld()
                && (operation & WRITE) != 0 && task.boot.strain().isStarved()) {
            inside = NOWHERE;
            throw task.boot.strain().fail();
        }
    }

    /** The same before a call of a text format: the collections behind it may be caches, filled once in a JVM. */
    public static void pointIntoText(int operation) {
        point(operation);
        inside = Thread.currentThread() == running ? TEXT : NOWHERE;
    }

    /** After such a call. An exception leaves it out; the next one makes up for it. */
    public static void back() {
        inside = NOWHERE;
    }

    /** Called in collections of the JDK before an access to a field or an array of theirs. */
    public static void pointInside(int operation) {
        if (inside == COLLECTION && counts() && --left < 0) {
            askInside(operation);
        }
    }

    /** Called in text formats of the JDK before such an access. */
    public static void pointInsideText(int operation) {
        if (inside == TEXT && counts() && --left < 0) {
            askInside(operation);
        }
    }

    /** Not what the JVM does once, nor the simulation's own maps, which are filled once in a JVM too. */
    private static boolean counts() {
        return Thread.currentThread() == running && !IdentityHash.isHeld() && Task.current() != null;
    }

    private static void askInside(int operation) {
        int was = inside;
        inside = NOWHERE;
        if (isCalledByTheProgram()) {
            ask(operation);
        } else {
            passed++;
            left = 0;
        }
        inside = was;
    }

    /**
     * Whether only code of the JDK's collections and texts lies between here and the program: else what is half done may
     * be the simulation's own.
     */
    private static boolean isCalledByTheProgram() {
        Task host = Task.enterHost(); // the walk shows the simulation's frames too
        try {
            return STACK.walk(Preemption::comesFromTheProgram);
        } finally {
            Task.leaveHost(host);
        }
    }

    private static boolean comesFromTheProgram(Stream<StackWalker.StackFrame> frames) {
        Iterator<StackWalker.StackFrame> next = frames.iterator();
        while (next.hasNext()) {
            String type = next.next().getClassName();
            if (!type.startsWith("java.util.") && !type.startsWith("java.text.") && !type.startsWith("java.lang.")
                    && !type.equals(Preemption.class.getName())) {
                return !type.startsWith("dev.moonsim.") && !type.startsWith("jdk.") && !type.startsWith("sun.");
            }
        }
        return false;
    }

    /** Counts a spin of the JDK's own code; true where it has gone on for so long that others must run. */
    public static boolean countSpin() {
        return ++spins >= SPINS;
    }

    /** Called at every loop back-edge of application code. */
    public static void backEdge() {
        if (Thread.currentThread() == running && --backEdges < 0) {
            exhausted();
        }
    }

    private static void exhausted() {
        Task task = Task.current();
        if (task == null) {
            backEdges = BACK_EDGES;
            return;
        }
        task.scheduler.spin(task.backEdges);
        task.backEdges = Math.max(FEWEST_BACK_EDGES, task.backEdges / 2);
        backEdges = task.backEdges;
        Thread.yield();
    }
}
