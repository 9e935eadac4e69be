package dev.moonsim.sched;

/**
 * Dumps of threads that somebody outside has the JVM make, as {@code jcmd PID Thread.dump_to_file} does. HotSpot walks the stack of
 * a virtual thread that is on no carrier, and nothing keeps a carrier from going on with it meanwhile: the JVM may then read what is
 * no stack any more, and end, that of a plain program too. So no step begins while a dump is made. The run does not see it.
 */
public final class ThreadDumps {
    /** A step that takes longer is waited for no more: a task that computes for long changes no other's stack. */
    private static final long LONGEST_STEP_NANOS = 5_000_000_000L;
    private static final Object LOCK = new Object();

    /** Written with the lock held. */
    private static volatile int underWay;
    private static boolean looping;
    private static boolean standing;

    private ThreadDumps() {}

    /** Called in place of the JDK on the thread that makes the dump; returns when no step is under way. */
    public static void begins() {
        if (isPartOfTheRun()) {
            return;
        }
        synchronized (LOCK) {
            underWay++;
            long last = System.nanoTime() + LONGEST_STEP_NANOS;
            long left = LONGEST_STEP_NANOS;
            boolean interrupted = false;
            while (looping && !standing && left > 0) {
                try {
                    LOCK.wait(left / 1_000_000 + 1);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
                left = last - System.nanoTime();
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    public static void ends() {
        if (isPartOfTheRun()) {
            return;
        }
        synchronized (LOCK) {
            underWay--;
            LOCK.notifyAll();
        }
    }

    /** It cannot wait for itself. */
    private static boolean isPartOfTheRun() {
        return Thread.currentThread().isVirtual() || Thread.currentThread() instanceof Carrier;
    }

    static boolean isUnderWay() {
        return underWay > 0;
    }

    /** On the carrier, between two steps. */
    static void await() {
        synchronized (LOCK) {
            standing = true;
            LOCK.notifyAll();
            while (underWay > 0) {
                try {
                    LOCK.wait();
                } catch (InterruptedException e) {
                    // left over from a task; each sets the carrier's when it is mounted
                }
            }
            standing = false;
        }
    }

    /** A run begins or ends. */
    static void looping(boolean begins) {
        synchronized (LOCK) {
            looping = begins;
            LOCK.notifyAll();
        }
    }
}
