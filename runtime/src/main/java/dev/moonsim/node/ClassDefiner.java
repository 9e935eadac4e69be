package dev.moonsim.node;

import dev.moonsim.jdk.JdkInternals;
import java.util.function.Supplier;
import jdk.internal.access.JavaLangAccess;
import jdk.internal.access.SharedSecrets;
import jdk.internal.misc.Unsafe;

/**
 * Defines the classes of boots on a thread of the host. While an agent's transformers are there, HotSpot keeps a record of
 * each virtual thread that defines a class, with a strong reference to it, until that thread ends; and the tasks of a boot
 * that crashed or of a run that is over never end. They, their boot and its classes would stay in memory for ever.
 */
final class ClassDefiner implements Runnable {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    private static final JavaLangAccess LANG = SharedSecrets.getJavaLangAccess();
    private static final ClassDefiner ONE = new ClassDefiner();

    /** One class to define; its task's carrier sleeps meanwhile. */
    private static final class Request {
        final Supplier<Class<?>> definition;
        final Thread carrier = LANG.currentCarrierThread();
        Class<?> type;
        Throwable thrown;
        volatile boolean done;

        Request(Supplier<Class<?>> definition) {
            this.definition = definition;
        }
    }

    private final Thread thread;
    private volatile Request request;

    private ClassDefiner() {
        thread = new Thread(null, this, "moonsim-classes", 0, false);
        thread.setDaemon(true);
    }

    /** Called by a task in the host's mode, or by any thread that is no task. */
    static Class<?> define(Supplier<Class<?>> definition) {
        return Thread.currentThread().isVirtual() ? ONE.ask(definition) : definition.get();
    }

    /** No two tasks are ever here at once: none is switched in the middle of this. */
    private Class<?> ask(Supplier<Class<?>> definition) {
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        }
        Request asked = new Request(definition);
        request = asked;
        UNSAFE.unpark(thread);
        while (!asked.done) {
            UNSAFE.park(false, 0); // the carrier itself: a park of the virtual thread would be a scheduling point
        }
        if (asked.thrown != null) {
            throw JdkInternals.rethrow(asked.thrown);
        }
        return asked.type;
    }

    @Override
    public void run() {
        while (true) {
            Request asked = request;
            if (asked == null) {
                UNSAFE.park(false, 0);
                continue;
            }
            request = null;
            try {
                asked.type = asked.definition.get();
            } catch (Throwable t) {
                asked.thrown = t;
            }
            asked.done = true;
            UNSAFE.unpark(asked.carrier);
        }
    }
}
