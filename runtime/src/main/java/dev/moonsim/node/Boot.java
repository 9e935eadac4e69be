package dev.moonsim.node;

import dev.moonsim.decide.Domain;
import dev.moonsim.jdk.IdentityHash;
import dev.moonsim.jdk.VirtualThreads;
import dev.moonsim.run.Simulation;
import dev.moonsim.sched.Strain;
import dev.moonsim.sched.Task;
import dev.moonsim.trace.EventKind;
import java.lang.Thread.UncaughtExceptionHandler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** One life of a node, from {@code main} to exit or crash. Memory is fresh on every boot. */
public final class Boot {
    private final Node node;
    private final int ordinal;
    private final long startedAt;
    private final NodeLoader loader;
    private final Streams streams;
    private final ThreadGroup group;
    private Properties properties;
    private Defaults defaults;
    private final Map<String, String> environment;
    private final Randomness randomness;
    private final IdentityHashes hashes;
    private final HeldReferences references = new HeldReferences();
    private final Map<Thread, Boolean> hooks = new LinkedHashMap<>();
    private final Map<String, Object> statics = new HashMap<>();
    private final List<Task> tasks = new ArrayList<>();
    /** Tasks that had not come to their end when the boot, or the run, came to its. */
    private List<Task> left = List.of();
    private ForkJoinPool commonPool;
    private Object asynchronousGroup;
    private UncaughtExceptionHandler defaultHandler;
    private long threadIds = FIRST_THREAD_ID;
    private int threadNames;
    private int nonDaemons;
    /** Platform threads, which are those that the JDK counts: started ever, and the most at a time. */
    private int startedThreads;
    private int mostThreads;
    private int platformThreads;
    private boolean mainFailed;
    /** The last task has come to its end. */
    private boolean bodiesDone;
    private boolean ending;
    private boolean dead;
    /** Neither dead nor under strain: one look where each task that becomes ready is let through. */
    private boolean free = true;
    private Strain strain;

    /** The ids a program sees start here; the JVM's own threads have lower ones. */
    private static final long FIRST_THREAD_ID = 32;
    private static final long MAIN_THREAD_ID = 3;
    /** Threads that end this long after {@code main} has returned are not called left running. */
    private static final long LEAK_NANOS = 1_000_000_000L;

    Boot(Node node, int ordinal) {
        this.node = node;
        this.ordinal = ordinal;
        this.startedAt = node.simulation().scheduler().now();
        this.loader = NodeLoader.take(node.program().classPath(),
                (int) simulation().decisions().value(Domain.IDENTITY_HASH, node.index(), -1 - ordinal) >>> 1 | 1);
        this.streams = simulation().newStreams(this);
        this.group = VirtualThreads.newGroup(ROOT_GROUP, "main");
        this.hashes = new IdentityHashes(
                simulation().decisions().value(Domain.IDENTITY_HASH, node.index(), -1L << 32 | ordinal));
        this.environment = Collections.unmodifiableMap(new TreeMap<>(node.program().environment()));
        this.randomness = new Randomness(this);
        if (node.slowness() != null) {
            strain().slow(node.slowness());
            strained();
        }
        simulation().booted(this);
    }

    private static final ThreadGroup ROOT_GROUP = rootGroup();

    private static ThreadGroup rootGroup() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return group;
    }

    /** The boot of the calling task, or null outside the simulation. */
    public static Boot current() {
        Task task = Task.current();
        return task == null ? null : task.boot;
    }

    // ---- threads ----

    /** Starts the main thread. Called on the carrier. */
    void start() {
        simulation().event(EventKind.NODE_BOOT, node, ordinal, 0, null);
        startThread(null, new MainThread(group, this), MAIN_THREAD_ID);
    }

    /**
     * Starts a platform thread of the program as a task.
     *
     * @param container where the JDK counts it, or null
     */
    public void startPlatform(Thread facade, ThreadStarter container) {
        startThread(container, facade, 0);
    }

    /** Starts a thread of Moonsim's own on this boot. Called on the carrier. */
    public void startMoonsims(Thread facade) {
        startThread(null, facade, nextThreadId());
    }

    /** How a thread is started in one of the JDK's thread containers. */
    public interface ThreadStarter {
        void start(Thread virtualThread);
    }

    private void startThread(ThreadStarter container, Thread facade, long id) {
        if (id != 0) {
            VirtualThreads.setThreadId(facade, id);
        }
        IdentityHash.fix(facade, simulation().decisions().value(Domain.IDENTITY_HASH, node.index(), facade.threadId()));
        TaskBody body = new TaskBody(this, facade);
        Thread thread = VirtualThreads.create(simulation().scheduler(), facade.getName(), body);
        Task task = simulation().scheduler().adopt(thread, facade, this);
        body.task = task;
        if (simulation().scenario().failsOnLeaks()) {
            task.startedAt(new Exception().getStackTrace());
        }
        tasks.add(task);
        boolean daemon = facade.isDaemon();
        if (!daemon) {
            nonDaemons++;
        }
        startedThreads++;
        mostThreads = Math.max(mostThreads, ++platformThreads);
        simulation().event(EventKind.TASK_START, node, task.id, daemon ? 1 : 0, facadeName(facade));
        if (container == null) {
            thread.start();
        } else {
            container.start(thread);
        }
    }

    /** Takes in a virtual thread that the program starts itself. */
    public void adoptVirtual(Thread thread) {
        Task task = simulation().scheduler().adopt(thread, null, this);
        tasks.add(task);
        simulation().event(EventKind.TASK_START, node, task.id, 2, facadeName(thread));
    }

    private String facadeName(Thread thread) {
        return simulation().trace().detailed() ? thread.getName() : null;
    }

    /** Called in the task when its body is done. */
    void bodyDone(Task task, boolean daemon) {
        if (!daemon) {
            nonDaemons--;
        }
        platformThreads--;
        simulation().event(EventKind.TASK_END, node, task.id, 0, null);
        if (task.visibleThread() instanceof MainThread && nonDaemons > 0 && !mainFailed
                && simulation().scenario().failsOnLeaks()) {
            simulation().scheduler().after(LEAK_NANOS, this::findLeaks, this);
        }
        if (!daemon && nonDaemons == 0) {
            if (!ending) {
                bodiesDone = true;
                exitInTask(mainFailed ? 1 : 0);
            }
        }
    }

    private void findLeaks() {
        if (!ending && nonDaemons > 0) {
            simulation().leaked(liveTasks().stream().filter(task -> !task.isDaemon()).toList());
        }
    }

    void mainFailed() {
        mainFailed = true;
    }

    /** The run is over, however it was with the boot. */
    public void runEnded() {
        if (!dead) {
            references.release();
            left = liveTasks();
            loader.giveBack(!left.isEmpty());
        }
        left.forEach(task -> VirtualThreads.forsake(task.virtualThread()));
    }

    /** Platform threads that have been started. */
    public int startedThreads() {
        return startedThreads;
    }

    /** The most platform threads that there were at a time since the last {@link #forgetMostThreads}. */
    public int mostThreads() {
        return mostThreads;
    }

    public void forgetMostThreads() {
        mostThreads = platformThreads;
    }

    /** Tasks that have been started and not ended. */
    public List<Task> liveTasks() {
        tasks.removeIf(task -> !task.virtualThread().isAlive());
        return tasks;
    }

    public long nextThreadId() {
        return threadIds++;
    }

    public int nextThreadNumber() {
        return threadNames++;
    }

    // ---- the end ----

    /**
     * {@code System.exit} and the end of the last non-daemon thread: runs the shutdown hooks, then the boot is over. The
     * calling task never returns from here.
     */
    public void exitInTask(int status) {
        if (!ending) {
            ending = true;
            runHooks();
            end(status);
        }
        neverReturn();
    }

    /** {@code Runtime.halt}: no hook runs. */
    public void haltInTask(int status) {
        ending = true;
        if (!dead) {
            end(status);
        }
        neverReturn();
    }

    private void runHooks() {
        List<Thread> started = new ArrayList<>(hooks.keySet());
        for (Thread hook : started) {
            hook.start();
        }
        for (Thread hook : started) {
            while (true) {
                try {
                    hook.join();
                    break;
                } catch (InterruptedException e) {
                    // an exit cannot be interrupted
                }
            }
        }
    }

    private void end(int status) {
        simulation().event(EventKind.NODE_EXIT, node, status, ordinal, null);
        die();
        node.host().processEnded();
        node.disk().processEnded(node);
        simulation().bootEnded(this, status);
    }

    /** The calling task goes no further. */
    public static void neverReturn() {
        while (true) {
            LockSupport.park();
            Thread.interrupted();
        }
    }

    /** A shutdown as by SIGTERM: hooks run, then the process ends with status 143. Called on the carrier. */
    void terminate() {
        if (dead || ending) {
            return;
        }
        Thread thread = new Thread(group, () -> exitInTask(143), "SIGTERM handler", 0, false);
        thread.setDaemon(true);
        startThread(null, thread, nextThreadId());
    }

    /** The machine loses power: nothing of this boot runs again. Called on the carrier. */
    void crash() {
        if (dead) {
            return;
        }
        simulation().event(EventKind.NODE_CRASH, node, ordinal, 0, null);
        die();
        node.host().crashed();
        node.disk().crashed(node);
    }

    private void die() {
        dead = true;
        free = false;
        ending = true;
        boolean tasksLeft = liveTasks().size() > (bodiesDone ? 1 : 0);
        simulation().scheduler().forget(this);
        node.down();
        left = List.copyOf(tasks);
        tasks.clear();
        hooks.clear();
        references.release();
        loader.giveBack(tasksLeft);
    }

    public boolean isDead() {
        return dead;
    }

    /** Whether its tasks run as they become ready: it is not dead, and nothing strains it. */
    public boolean isFree() {
        return free;
    }

    /** What strains it. Whoever changes it says so by {@link #strained}. */
    public Strain strain() {
        if (strain == null) {
            strain = new Strain();
        }
        return strain;
    }

    /** What strains it has changed. */
    public void strained() {
        free = !dead && (strain == null || strain.isOver());
    }

    public void addHook(Thread hook) {
        if (ending) {
            throw new IllegalStateException("Shutdown in progress");
        }
        if (hooks.containsKey(hook)) {
            throw new IllegalArgumentException("Hook previously registered");
        }
        if (hook.getState() != Thread.State.NEW) {
            throw new IllegalArgumentException("Hook already running");
        }
        hooks.put(hook, true);
    }

    public boolean removeHook(Thread hook) {
        if (ending) {
            throw new IllegalStateException("Shutdown in progress");
        }
        return hooks.remove(hook) != null;
    }

    // ---- what is the process's own ----

    public Node node() {
        return node;
    }

    public int nodeIndex() {
        return node.index();
    }

    public Simulation simulation() {
        return node.simulation();
    }

    /** Virtual time at which it began. */
    public long startedAt() {
        return startedAt;
    }

    /** Counts the node's boots from 0. */
    public int ordinal() {
        return ordinal;
    }

    public NodeLoader loader() {
        return loader;
    }

    public Streams streams() {
        return streams;
    }

    public ThreadGroup group() {
        return group;
    }

    public Properties properties() {
        if (properties == null) {
            properties = node.properties();
        }
        return properties;
    }

    public Defaults defaults() {
        if (defaults == null) {
            defaults = new Defaults(this);
        }
        return defaults;
    }

    /** {@code System.setProperties}: null restores what the boot started with. */
    public void setProperties(Properties replaced) {
        properties = replaced != null ? replaced : node.properties();
    }

    /** Sorted by name. */
    public Map<String, String> environment() {
        return environment;
    }

    public IdentityHashes hashes() {
        return hashes;
    }

    public HeldReferences references() {
        return references;
    }

    public Randomness randomness() {
        return randomness;
    }

    /**
     * What the JDK keeps in a static field and each process has for itself.
     *
     * @param field class and field, as a key
     * @param initial makes the boot's own at its first use
     */
    @SuppressWarnings("unchecked")
    public <T> T own(String field, Supplier<T> initial) {
        Object value = statics.get(field);
        if (value == null) {
            value = initial.get();
            statics.put(field, value);
        }
        return (T) value;
    }

    /** Whether {@link #own} was asked for it. */
    public boolean has(String field) {
        return statics.containsKey(field);
    }

    public UncaughtExceptionHandler defaultHandler() {
        return defaultHandler;
    }

    public void setDefaultHandler(UncaughtExceptionHandler handler) {
        defaultHandler = handler;
    }

    /** The boot's own common pool, made at its first use. */
    public ForkJoinPool commonPool() {
        if (commonPool == null) {
            commonPool = CommonPool.create();
        }
        return commonPool;
    }

    /** The group of asynchronous channels that were opened without one; null before the first. */
    public Object asynchronousGroup() {
        return asynchronousGroup;
    }

    public void setAsynchronousGroup(Object group) {
        asynchronousGroup = group;
    }
}
