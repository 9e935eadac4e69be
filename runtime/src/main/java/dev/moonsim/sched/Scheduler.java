package dev.moonsim.sched;

import dev.moonsim.decide.Decisions;
import dev.moonsim.decide.Domain;
import dev.moonsim.jdk.IdentityHash;
import dev.moonsim.jdk.VirtualThreads;
import dev.moonsim.node.Boot;
import dev.moonsim.trace.EventKind;
import dev.moonsim.trace.Interleaving;
import dev.moonsim.trace.Trace;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Runs one task at a time, from one scheduling point to the next, and decides which. Virtual time stands still while any
 * task is ready and then jumps to the next timer.
 *
 * <p>It is the {@code Executor} that the JDK's virtual threads are built on: the JDK hands a task to {@link #execute}
 * when it becomes runnable.
 */
public final class Scheduler implements Executor {
    /** Steps at one virtual instant before each further step costs time: what ends a loop that only yields. */
    private static final int FREE_STEPS = 10_000;
    /** Beyond them, one choice in so many goes to the task that has waited longest. */
    private static final int FAIR_EACH = 4;
    /** Clock reads in one step before each further read costs time: what ends a loop on the clock. */
    private static final int FREE_CLOCK_READS = 256;
    private static final long SPIN_COST_NANOS = 1_000;

    private final Trace trace;
    private final Decisions decisions;
    private final SchedulerListener listener;
    private final Strategy strategy;
    private final Stalls stalls;
    private final Wakeups wakeups;
    private final long scheduleSalt;
    private final long budget;
    private final TimerQueue timers = new TimerQueue();
    private final MonitorWaiters monitors = new MonitorWaiters(this);
    private final Carriers carriers = new Carriers(this);

    private final ReadyTasks ready = new ReadyTasks();
    private final HeldBack heldBack = new HeldBack(this);
    private Task current;
    private long now;
    private long steps;
    private long timerSequence;
    private int taskIds;
    private int stepsAtInstant;
    private int clockReads;
    /** When the last stall ends that has begun. */
    private long stalledUntil;
    /** Who runs next, by decision at a point of the task that yields now; and where it is among the ready. */
    private Task handTo;
    private int handToIndex;
    private Task last;
    private long switches;
    private long preemptions;
    private long spinLimits;
    private boolean preempting;
    private boolean observed;
    private final Progress progress;
    private volatile boolean stopped;
    private Gate gate;
    private volatile boolean held;

    /** @param budgetNanos virtual time after which the run ends */
    public Scheduler(Decisions decisions, Trace trace, ScheduleOptions options, long budgetNanos, SchedulerListener listener) {
        this.decisions = decisions;
        this.strategy = options.newStrategy(decisions);
        this.stalls = Stalls.of(options, decisions);
        this.wakeups = Wakeups.of(options, decisions);
        this.trace = trace;
        this.budget = budgetNanos;
        this.listener = listener;
        this.progress = new Progress(options.steps());
        this.scheduleSalt = decisions.value(Domain.SCHEDULE, 0, 0);
    }

    // ---- tasks ----

    /** Makes a task of a new virtual thread; {@code facade} is the program's platform thread or null. */
    public Task adopt(Thread virtualThread, Thread facade, Boot boot) {
        int id = taskIds++;
        Task task = new Task(id, boot, this, virtualThread, facade, VirtualThreads.continuationOf(virtualThread));
        VirtualThreads.bind(virtualThread, task);
        VirtualThreads.seedThreadLocalRandom(virtualThread,
                decisions.value(Domain.RANDOM, id, -1), decisions.value(Domain.RANDOM, id, -2));
        if (facade != null) {
            VirtualThreads.bindFacade(facade, task);
        }
        strategy.created(task);
        return task;
    }

    /**
     * Makes a task that no step runs and no strategy knows: its owner resumes it between two steps. It takes no number from
     * the others.
     */
    public Task adoptObserver(Thread virtualThread, Boot boot, int id) {
        Task task = new Task(id, boot, this, virtualThread, null, VirtualThreads.continuationOf(virtualThread));
        task.unpreemptible = 1;
        VirtualThreads.bind(virtualThread, task);
        VirtualThreads.seedThreadLocalRandom(virtualThread,
                decisions.value(Domain.RANDOM, id, -1), decisions.value(Domain.RANDOM, id, -2));
        return task;
    }

    /** Somebody wants to look at the run when the current step is over ({@link SchedulerListener#observe}). */
    public void observe() {
        observed = true;
    }

    /** Called by the JDK when a virtual thread becomes runnable. */
    @Override
    public void execute(Runnable command) {
        ready((Task) command);
    }

    void ready(Task task) {
        if (task.probing) {
            return; // it goes on at once
        }
        if (task.ready || task.stalled || !task.boot.isFree() && heldBack.keeps(task)) {
            return;
        }
        becomesReady(task);
    }

    void becomesReady(Task task) {
        if (task != current) {
            task.backEdges = Preemption.BACK_EDGES;
            progress.made(ready.added());
        } else if (!preempting && VirtualThreads.hasYielded(task.thread)) {
            strategy.yielded(task);
            progress.turn();
        }
        if (stalls != null && stalls.holdsBack(task)) {
            long nanos = stalls.duration(timers.isEmpty() ? 0 : Math.max(0, timers.due() - now), now);
            stalledUntil = Math.max(stalledUntil, now + nanos);
            heldBack.stall(task, nanos);
        } else {
            add(task);
        }
    }

    void add(Task task) {
        ready.add(task);
        if (current != null && current != task && (ready.count == 1 || strategy.outranks(task, current))) {
            Preemption.grant(stride(current));
        }
    }

    ReadyTasks readyTasks() {
        return ready;
    }

    /** An event of the scheduler's own about a task. */
    void event(Task task, EventKind kind, long a, long b) {
        trace.event(now, steps, task.boot.nodeIndex(), task.id, kind, a, b, null);
    }

    /** From here on no task of the boot runs; what else is its own goes on. Called on the carrier, or by a task that parks next. */
    public void pause(Boot boot) {
        heldBack.pause(boot);
    }

    /** Ends a pause; the boot's tasks run again unless there is another. Called on the carrier. */
    public void resume(Boot boot) {
        heldBack.resume(boot);
    }

    /** Forgets the ready tasks of a boot that died; the others keep their order. */
    public void forget(Boot boot) {
        ready.take(boot);
        monitors.forget(boot);
        ClassInit.forget(boot);
        PinnedWaits.forget(boot);
    }

    // ---- time ----

    /** Virtual nanoseconds since the start of the run. */
    public long now() {
        return now;
    }

    /**
     * The clock as a task reads it. Reads are free until a step has made so many that it must be a loop waiting for the
     * time to change; then each costs a microsecond. The reads of class loaders, which measure themselves, count for
     * nothing: how often the JVM asks them depends on what it has in its caches.
     */
    public long readClock() {
        if (IdentityHash.isHeld()) {
            return now; // the JVM initialises something of its own, which it does once and not in each run
        }
        if (++clockReads > FREE_CLOCK_READS) {
            now += SPIN_COST_NANOS;
            if ((clockReads & (FREE_CLOCK_READS - 1)) == 0) {
                spinLimits++;
                now = Math.max(now, stalledUntil);
                Thread.yield();
            }
        }
        return now;
    }

    /**
     * The current task has spun for so long that others must run, and virtual time passes. Where it spins until a task goes on
     * that is held back, all of that time passes at once: it could be seconds, which are long to spin through.
     */
    void spin(long nanos) {
        now = Math.max(now + nanos, stalledUntil);
        spinLimits++;
    }

    /**
     * Runs an action at a virtual time, on the carrier.
     *
     * @param delayNanos from now; below zero counts as zero
     * @param owner the boot whose death cancels the timer, or null
     */
    public Timer after(long delayNanos, Runnable action, Boot owner) {
        Timer timer = new Timer(timers, due(delayNanos), action, owner);
        timers.add(timer, timerSequence++);
        return timer;
    }

    /**
     * Runs an action of the simulated world at a virtual time, on the carrier. Nobody can take it back.
     *
     * @param delayNanos from now; below zero counts as zero
     */
    public void schedule(long delayNanos, Runnable action) {
        timers.add(due(delayNanos), timerSequence++, action);
    }

    private long due(long delayNanos) {
        long due = now + Math.max(0, delayNanos);
        return due < 0 ? Long.MAX_VALUE : due;
    }

    /** Runs an action that ends a task's wait, when the wait has lasted for so long. */
    public Timer timeout(long delayNanos, Runnable action, Task waiter) {
        Timer timer = after(delayNanos, action, waiter.boot);
        timer.waiter = waiter;
        return timer;
    }

    /** Before the run begins. */
    public void lookAhead(Lookahead by) {
        timers.lookAhead(by);
    }

    /** All that are due some day, in no particular order. */
    public List<Timer> timers() {
        return timers.all();
    }

    // ---- the loop ----

    /** Runs until the run is over; returns on the thread that called it. */
    public void run() {
        ClassInit.reset();
        PinnedWaits.reset();
        Preemption.reset();
        carriers.runToEnd();
    }

    /** Ends the loop after the current step. */
    public void stop() {
        stopped = true;
    }

    void stuck() {
        stop();
        listener.stuck(current, ready.count == 0 && timers.isEmpty());
    }

    /**
     * The running task begins or ends something of the host's that may take any time and is no fault of the program's, as a write to a
     * pipe that nobody reads for a while.
     */
    public void hostMayBlock(boolean begins) {
        held = begins;
    }

    /** Whether somebody outside may hold the loop now. */
    boolean isHeld() {
        return held;
    }

    /** From here on, the loop asks before each step. Before the run begins. */
    public void hold(Gate asked) {
        gate = asked;
    }

    /** When the next thing happens; {@link Long#MAX_VALUE} for never. On the carrier, between two steps. */
    public long nextInstant() {
        return ready.count > 0 ? now : Math.max(now, timers.due());
    }

    /** Lets time pass in which nothing happens. On the carrier, between two steps. */
    public void idleUntil(long nanos) {
        if (ready.count == 0 && nanos > now && nanos <= budget && nanos <= nextInstant()) {
            now = nanos;
            stepsAtInstant = 0;
        }
    }

    boolean isStopped() {
        return stopped;
    }

    /** One carrier's share of the loop; returns when the run is over. */
    void loop(Carrier carrier) {
        while (!stopped) {
            if (monitors.count() > 0) {
                monitors.poll(ready.count == 0);
            }
            if (ThreadDumps.isUnderWay()) {
                awaitDumps();
            }
            if (gate != null && passes()) {
                continue;
            }
            if (progress.isLivelock(ready.tasks, ready.count)) {
                listener.livelock(progress.turns());
            } else if (progress.isUsedUp(steps)) {
                listener.stepsUsedUp();
            } else if (ready.count > 0) {
                if (timers.due() <= now) {
                    fireDue(); // computing took time
                }
                if (now > budget) {
                    listener.budgetReached(now); // tasks that spin have used it up
                } else if (ready.count > 0) {
                    step(carrier, next());
                }
            } else if (!advance()) {
                if (!listener.nothingLeft()) {
                    stopped = true;
                }
            }
        }
    }

    private void awaitDumps() {
        held = true; // as below
        ThreadDumps.await();
        held = false;
    }

    private boolean passes() {
        held = true; // the watchdog must not take it for stuck
        boolean did = gate.between();
        held = false;
        return did;
    }

    private Task next() {
        int chosen = 0;
        int n = ready.count;
        if (n > 1) {
            if (handTo == null) {
                chosen = stepsAtInstant > FREE_STEPS && stepsAtInstant % FAIR_EACH == 0
                        ? ready.longest() : strategy.next(ready.tasks, n);
            } else if (handToIndex < n && ready.tasks[handToIndex] == handTo) {
                chosen = handToIndex;
            }
        }
        handTo = null;
        return ready.take(chosen);
    }

    private void step(Carrier carrier, Task task) {
        begin(task);
        if (task.pinnedOn != null) {
            if (task.pinnedWait != null && Monitors.isHeld(task)) {
                afterStep(task); // somebody took the monitor before it
                return;
            }
            carriers.resume(carrier, task);
            return; // the resumed carrier has finished this step and many more
        }
        task.run();
        while (task.probing) {
            task.probing = false;
            task.run();
        }
        afterStep(task);
    }

    /** The running task waits for its {@link Task#entering} to come free, on its carrier. */
    void awaitMonitor(Task task) {
        monitors.add(task);
        carriers.stay(task);
    }

    /** Another task waits for its {@link Task#entering} to come free. */
    void entersLater(Task task) {
        monitors.add(task);
    }

    private void begin(Task task) {
        task.ready = false;
        task.held = false;
        current = task;
        long step = ++steps;
        clockReads = 0;
        preempting = false;
        if (task != last) {
            last = task;
            switches++;
        }
        if (++stepsAtInstant > FREE_STEPS) {
            now = Math.max(now + SPIN_COST_NANOS, stalledUntil);
        }
        trace.event(now, step, task.boot.nodeIndex(), task.id, EventKind.STEP, ready.count, 0, null);
        Preemption.begin(task, stride(task));
        IdentityHash.reseed(scheduleSalt ^ step);
    }

    /**
     * The running task would wait for a time. Where nothing else can happen until then and nobody looks on between two steps,
     * the time passes here and the task takes its next step without having left its carrier, which is most of what a step
     * costs. The run is the same as with a timer: so are its numbers, its events and its decisions.
     *
     * @param nanos virtual time of the world, not of the node's clock
     * @return false where the task has to wait
     */
    public boolean passes(Task task, long nanos) {
        if (ready.count > 0 || nanos <= 0 || task != current || task.toStall || !task.boot.isFree() || observed || stopped
                || gate != null || monitors.count() > 0 || Interleaving.isRecording() || ThreadDumps.isUnderWay()) {
            return false;
        }
        long due = now + nanos;
        if (due < 0 || due > budget || timers.due() <= due
                || progress.isLivelock(ready.tasks, 0) || progress.isUsedUp(steps)) {
            return false;
        }
        now = due;
        stepsAtInstant = 0;
        trace.event(now, steps, -1, -1, EventKind.TIMER, timerSequence++, 0, null);
        current = null;
        becomesReady(task);
        begin(next());
        task.goesOn();
        return true;
    }

    /** On the carrier, when a task has reached a scheduling point or its end. */
    private void afterStep(Task task) {
        Interleaving recording = Interleaving.current();
        if (recording != null) {
            recording.stopped(task, stop(task));
        }
        current = null;
        if (!task.ready && VirtualThreads.waitsForMonitor(task.thread)) {
            monitors.add(task);
            PinnedWaits.goesOnOrWaits(task);
        } else if (task.awaited() != null && !VirtualThreads.isUnblocked(task.thread)) {
            task.goesOn();
        }
        if (observed) {
            observed = false;
            listener.observe();
        }
    }

    private Interleaving.Stop stop(Task task) {
        return !task.thread.isAlive() ? Interleaving.Stop.ENDED
                : task.stalled ? Interleaving.Stop.STALLED
                : preempting ? Interleaving.Stop.PREEMPTED
                : task.ready ? Interleaving.Stop.YIELDED
                : VirtualThreads.isBlocked(task.thread) ? Interleaving.Stop.BLOCKED : Interleaving.Stop.WAITS;
    }

    // ---- preemption ----

    /** How many points the running task may pass before {@link #askAt} is called. */
    private int stride(Task running) {
        if (!running.boot.isFree() && running.boot.strain().isStarved()) {
            return 0;
        }
        int stride = ready.count > 0 ? strategy.stride(running, ready.tasks, ready.count) : Integer.MAX_VALUE - 1;
        return stalls != null && !timers.isEmpty() ? Math.min(stride, stalls.stride()) : stride;
    }

    /** The running task is at a point, before an operation, and as many points as it was granted have passed. */
    void askAt(Task task, int operation) {
        if (stalls != null && !timers.isEmpty() && stalls.stallsAtPoint(now)) {
            task.toStall = true;
        }
        int chosen = ready.count > 0 ? strategy.preempt(task, operation, ready.tasks, ready.count) : -1;
        Preemption.grant(stride(task));
        if (chosen < 0 && !task.toStall) {
            return;
        }
        long step = steps;
        if (chosen >= 0) {
            handTo = ready.tasks[chosen];
            handToIndex = chosen;
        }
        preemptions++;
        trace.event(now, steps, task.boot.nodeIndex(), task.id, EventKind.PREEMPT, operation, 0, null);
        preempting = true;
        Thread.yield();
        if (steps == step) { // a native frame on the stack: it cannot leave its carrier
            preempting = false;
            handTo = null;
            task.toStall = false;
            preemptions--;
        }
    }

    /** Jumps to the next timer and fires all that are due then; false where there is none. */
    private boolean advance() {
        if (timers.isEmpty()) {
            return false;
        }
        long due = timers.due();
        if (due > budget) {
            if (listener.standsStill()) {
                return true;
            }
            now = Math.max(now, budget);
            listener.budgetReached(due);
            return true;
        }
        if (due > now) {
            now = due;
            stepsAtInstant = 0;
        }
        fireDue();
        return true;
    }

    private void fireDue() {
        while (!stopped && timers.due() <= now) {
            Object entry = timers.poll();
            if (entry instanceof Timer timer) {
                if (!(timer.owner instanceof Boot boot && boot.isDead())) {
                    fire(timer.action);
                }
            } else {
                fire((Runnable) entry);
            }
        }
    }

    private void fire(Runnable action) {
        trace.event(now, steps, -1, -1, EventKind.TIMER, timers.sequence(), 0, null);
        action.run();
    }

    // ---- what others ask ----

    public Task current() {
        return current;
    }

    public long steps() {
        return steps;
    }

    public Carriers carriers() {
        return carriers;
    }

    /** Something happened in the simulated world, so the run is getting on. */
    public void progress() {
        progress.made(ready.added());
    }

    /** Waits that end early and notifications that choose; null where this run has none. */
    public Wakeups wakeups() {
        return wakeups;
    }

    public ScheduleCounts counts() {
        return new ScheduleCounts(strategy.name(), Preemption.passed(), switches, preemptions,
                stalls == null ? 0 : stalls.count(), wakeups == null ? 0 : wakeups.count(), spinLimits);
    }
}
