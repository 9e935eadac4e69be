package dev.moonsim.sched;

import dev.moonsim.node.Boot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import jdk.internal.misc.Unsafe;
import jdk.internal.misc.Unsafe;
import jdk.internal.vm.Continuation;

/**
 * The initialisation of application classes. Tasks that meet in one: the JVM would block the second one's carrier on a
 * lock of its own, where no other task could run; so application code asks here before it uses a class, and the second
 * task waits as it would for anything else. And classes that an earlier boot has initialised: what the JVM did then is
 * done again here, at the same place.
 */
public final class ClassInit {
    /** Whether a check has anything to look for; where it has not, a check is one read. */
    private static boolean watching;
    /** Classes that an earlier boot used are in use again. */
    private static boolean reusing;
    /** Classes being initialised now; almost always none. */
    private static int active;
    private static final Map<Class<?>, Initialisation> RUNNING = new HashMap<>();
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

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
            if (type.isInterface()) {
                task.boot.loader().retire(); // its constants are final for good
            }
            Task.leaveHost(host);
            task.unpreemptible++;
            active++;
            watching = true;
        }
    }

    /** It ends by a return. */
    public static void leave(Class<?> type) {
        Task task = Task.current();
        if (task != null) {
            if (end(type)) {
                task.unpreemptible--;
            }
        }
    }

    /** It ends by an exception: for the JVM the class is unusable for ever. */
    public static void fail(Class<?> type) {
        Task task = Task.current();
        if (task != null) {
            task.boot.loader().retire();
        }
        leave(type);
    }

    /**
     * A handle of a static field is made. The JVM initialises the class when the handle is first used, which nobody sees:
     * where that is still to come, the classes are not used again.
     */
    public static void handled(Class<?> type) {
        Task task = Task.current();
        if (task == null) {
            return;
        }
        Task host = Task.enterHost();
        if (StaticState.of(type) == null && Unsafe.getUnsafe().shouldBeInitialized(type) && !RUNNING.containsKey(type)) {
            task.boot.loader().retire();
        }
        Task.leaveHost(host);
        check(type);
    }

    /** Called before application code makes the JVM initialise a class, and where such code begins. */
    public static void check(Class<?> type) {
        if (watching) {
            look(type);
        }
    }

    private static void look(Class<?> type) {
        StaticState state = StaticState.of(type);
        if (active == 0 && (state == null || state.ready)) {
            return;
        }
        Task task = Task.current();
        if (task == null) {
            return;
        }
        if (active > 0) {
            await(task, type);
        }
        if (state != null && !state.ready) {
            initialise(task, state);
            state.ready = active == 0;
        }
    }

    private static void await(Task task, Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            Task host = Task.enterHost();
            Initialisation running = RUNNING.get(c);
            Task.leaveHost(host);
            if (running != null && running.task != task && !running.task.boot.isDead()) {
                if (c != type && isInitialised(type)) {
                    return; // it was, in the middle of its superclass's initialisation
                }
                if (running.waiters == null) {
                    running.waiters = new WaitQueue("the initialisation of class " + c.getName() + " by " + running.task);
                }
                List<Class<?>> begun = begin(task, type, c);
                running.waiters.await(0, false);
                for (Class<?> subclass : begun) {
                    end(subclass);
                }
                c = type; // the superclass may have come into play meanwhile
            }
        }
    }

    /** For the JVM a task that waits for a superclass has begun with the subclasses already, and others wait for it. */
    private static List<Class<?>> begin(Task task, Class<?> type, Class<?> superclass) {
        if (type == superclass) {
            return List.of();
        }
        List<Class<?>> begun = new ArrayList<>();
        Task host = Task.enterHost();
        for (Class<?> c = type; c != superclass; c = c.getSuperclass()) {
            if (RUNNING.putIfAbsent(c, new Initialisation(task)) == null) {
                begun.add(c);
                active++;
            }
        }
        Task.leaveHost(host);
        return begun;
    }

    private static boolean end(Class<?> type) {
        Task host = Task.enterHost();
        Initialisation done = RUNNING.remove(type);
        Task.leaveHost(host);
        if (done != null) {
            active--;
            watching = reusing || active > 0;
            if (done.waiters != null) {
                done.waiters.wakeAll();
            }
        }
        return done != null;
    }

    private static boolean isInitialised(Class<?> type) {
        StaticState state = StaticState.of(type);
        return state != null ? !state.stale : !UNSAFE.shouldBeInitialized(type);
    }

    /** Superclasses first. Where a task asks in the middle of its own initialisation, it goes on with what there is. */
    private static void initialise(Task task, StaticState state) {
        if (state.superclass() != null && !state.superclass().ready) {
            look(state.superclass().type);
        }
        if (state.failure != null) {
            throw (NoClassDefFoundError) new NoClassDefFoundError("Could not initialize class " + state.type.getName())
                    .initCause(state.failure);
        }
        if (!state.stale) {
            return;
        }
        state.stale = false;
        enter(state.type);
        Continuation.pin(); // as the JVM's own frame does, from which it is called in a fresh class
        try {
            state.initialise();
        } catch (Throwable t) {
            task.boot.loader().retire();
            Throwable thrown = t instanceof Error ? t : new ExceptionInInitializerError(t);
            state.failure = thrown;
            throw (Error) thrown;
        } finally {
            Continuation.unpin();
            leave(state.type);
        }
    }

    /** Classes whose static initialisers run now, and the tasks that run them. */
    public static Map<Class<?>, Task> running() {
        Map<Class<?>, Task> running = new HashMap<>();
        RUNNING.forEach((type, initialisation) -> running.put(type, initialisation.task));
        return running;
    }

    /** The task that runs the static initialiser whose waiters are at {@code queue}; null where it is no such queue. */
    public static Task initialiserAwaitedAt(Object queue) {
        for (Initialisation running : RUNNING.values()) {
            if (running.waiters == queue && queue != null) {
                return running.task;
            }
        }
        return null;
    }

    /** The classes that tasks other than this one are initialising, and which tasks; null where there are none. */
    public static String running(Task waiting) {
        List<String> all = new ArrayList<>();
        RUNNING.forEach((type, initialisation) -> {
            if (initialisation.task != waiting) {
                all.add("class " + type.getName() + " by " + initialisation.task);
            }
        });
        all.sort(null);
        return all.isEmpty() ? null : String.join(", ", all);
    }

    /** Forgets what a boot that died was initialising. */
    static void forget(Boot boot) {
        for (Iterator<Initialisation> i = RUNNING.values().iterator(); i.hasNext();) {
            if (i.next().task.boot == boot) {
                i.remove();
                active--;
                boot.loader().retire(); // the JVM waits for its end for ever
            }
        }
        watching = reusing || active > 0;
    }

    /** A boot begins with classes that an earlier one has used. */
    public static void reuse() {
        reusing = true;
        watching = true;
    }

    /** A run begins: nothing of an earlier one counts. */
    static void reset() {
        RUNNING.clear();
        active = 0;
        reusing = false;
        watching = false;
    }
}
