package dev.moonsim.sched;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * Tasks that meet in the initialisation of one class of the application. The JVM would block the second one's carrier on a
 * lock of its own, where no other task could run; so application code asks here before it uses a class, and the second
 * task waits as it would for anything else.
 */
public final class ClassInit {
    /** Classes being initialised now; almost always none, so a check is one read. */
    private static int active;
    private static final Map<Class<?>, Initialisation> RUNNING = new HashMap<>();

    private static final class Initialisation {
        final Task task;
        WaitQueue waiters;

        Initialisation(Task task) {
            this.task = task;
        }
    }

    private ClassInit() {}

    /** The static initialiser of an application class begins. */
    public static void enter(Class<?> type) {
        Task task = Task.current();
        if (task != null) {
            Task host = Task.enterHost();
            RUNNING.put(type, new Initialisation(task));
            Task.leaveHost(host);
            task.unpreemptible++;
            active++;
        }
    }

    /** It ends, by a return or an exception. */
    public static void leave(Class<?> type) {
        Task task = Task.current();
        if (task != null) {
            Task host = Task.enterHost();
            Initialisation done = RUNNING.remove(type);
            Task.leaveHost(host);
            if (done != null) {
                task.unpreemptible--;
                active--;
                if (done.waiters != null) {
                    done.waiters.wakeAll();
                }
            }
        }
    }

    /** Called before application code makes the JVM initialise a class. */
    public static void check(Class<?> type) {
        if (active > 0) {
            await(type);
        }
    }

    private static void await(Class<?> type) {
        Task task = Task.current();
        if (task == null) {
            return;
        }
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            Task host = Task.enterHost();
            Initialisation running = RUNNING.get(c);
            Task.leaveHost(host);
            if (running != null && running.task != task && !running.task.boot.isDead()) {
                if (running.waiters == null) {
                    running.waiters = new WaitQueue("the initialisation of class " + c.getName() + " by " + running.task);
                }
                running.waiters.await(0, false);
                c = type; // the superclass may have come into play meanwhile
            }
        }
    }

    /** Forgets what a boot that died was initialising. */
    static void forget(dev.moonsim.node.Boot boot) {
        for (Iterator<Initialisation> i = RUNNING.values().iterator(); i.hasNext();) {
            if (i.next().task.boot == boot) {
                i.remove();
                active--;
            }
        }
    }

    /** A run begins: nothing of an earlier one counts. */
    static void reset() {
        RUNNING.clear();
        active = 0;
    }
}
