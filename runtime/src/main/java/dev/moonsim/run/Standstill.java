package dev.moonsim.run;

import dev.moonsim.jdk.Waits;
import dev.moonsim.sched.ClassInit;
import dev.moonsim.sched.Task;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Why a run stands still: nothing is ready, no timer is left that could help ({@link WaitsInVain}), and tasks wait. If they wait in a circle for what the next
 * one has, it is a deadlock, also where the owner of a lock has ended; if nobody has what they wait for, a wake-up was lost
 * or never given; if all that is left are idle threads of pools, the program never ends.
 */
final class Standstill {
    static final String DEADLOCK = "deadlock";
    static final String LOST_WAKEUP = "lost wake-up";
    static final String LEFT_RUNNING = "left running";
    private static final int STACKS_SHOWN = 64;
    private static final int NAMED = 3;

    private final List<Waiter> waiters = new ArrayList<>();
    private final Map<Task, Waiter> byTask = new IdentityHashMap<>();
    private final ObjectNames names = new ObjectNames();
    private final boolean cluster;

    private Standstill(List<Task> tasks, boolean cluster) {
        this.cluster = cluster;
        for (Task task : tasks) {
            Waiter waiter = new Waiter(task);
            waiters.add(waiter);
            byTask.put(task, waiter);
        }
        for (Waiter waiter : waiters) {
            findOwners(waiter);
        }
    }

    /** @param tasks all that wait, in order of creation */
    static Failure explain(List<Task> tasks, boolean cluster, long now) {
        return new Standstill(tasks, cluster).failure(now);
    }

    /**
     * A task that the JVM itself blocks: a deadlock where it waits for a class whose initialiser waits for it, in the end.
     *
     * @return null where that is not so
     */
    static Failure blockedInside(Task blocked, List<Task> tasks, boolean cluster, long now) {
        Standstill standstill = new Standstill(tasks, cluster);
        Waiter waiter = standstill.byTask.get(blocked);
        for (Map.Entry<Class<?>, Task> running : ClassInit.running().entrySet()) {
            Waiter initialiser = standstill.byTask.get(running.getValue());
            if (waiter != null && initialiser != null && initialiser != waiter) {
                waiter.initialisation = running.getKey();
                waiter.owners.clear();
                waiter.owners.add(initialiser);
                List<Waiter> cycle = standstill.cycle();
                if (cycle.contains(waiter) && cycle.stream().noneMatch(Waiter::isTimed)) {
                    return new Failure(DEADLOCK, standstill.sentences(cycle), null, null, now, standstill.text(cycle));
                }
            }
        }
        return null;
    }

    /** Tasks that wait in a circle without a time-out while others may go on; null where there are none. */
    static Failure circle(List<Task> tasks, boolean cluster, long now) {
        Standstill standstill = new Standstill(tasks, cluster);
        // Another thread of the pool may take what is queued, and whoever is not waiting may let go of what it has.
        // A thread that joins itself wants to stay for ever: that is how a main thread keeps its server running.
        standstill.waiters.stream().filter(w -> w.queued || !w.waitsWithoutEnd() || w.joins(w)).forEach(w -> w.owners.clear());
        List<Waiter> cycle = standstill.cycle();
        return cycle.isEmpty() ? null
                : new Failure(DEADLOCK, standstill.sentences(cycle), null, null, now, standstill.text(cycle));
    }

    /** Stacks of tasks and what each waits for; the tasks do not run now. */
    static String stacks(List<Task> tasks, boolean cluster) {
        Standstill standstill = new Standstill(tasks, cluster);
        StringBuilder text = new StringBuilder();
        standstill.waiters.forEach(waiter -> standstill.describe(text, waiter));
        return text.toString();
    }

    /** Tasks that run in circles. */
    static Failure livelock(List<Task> tasks, boolean cluster, long now, long turns) {
        Standstill standstill = new Standstill(tasks, cluster);
        List<Waiter> spinning = standstill.waiters.stream()
                .filter(w -> w.state.on() == null && w.task.waitingFor() == null).toList();
        StringBuilder stacks = new StringBuilder();
        for (Waiter waiter : spinning) {
            stacks.append(standstill.name(waiter.task)).append(" spins\n");
            standstill.stack(stacks, waiter);
        }
        standstill.waiters.stream().filter(w -> !spinning.contains(w)).forEach(w -> standstill.describe(stacks, w));
        return new Failure("livelock", turns + " times in a row a task gave way by itself and nothing else happened: "
                + standstill.list(spinning), null, null, now, stacks.toString());
    }

    /** Threads that still run after {@code main} has returned. */
    static Failure leaked(List<Task> tasks, boolean cluster, long now) {
        Standstill standstill = new Standstill(tasks, cluster);
        StringBuilder stacks = new StringBuilder();
        for (Waiter waiter : standstill.waiters) {
            standstill.describe(stacks, waiter);
            stacks.append("    started\n");
            StackTraceElement[] started = waiter.task.startedAt();
            for (int i = started == null ? 0 : firstShown(started); started != null && i < started.length; i++) {
                if (!isOurs(started[i].getClassName())) {
                    stacks.append("      from ").append(frame(started[i])).append('\n');
                }
            }
        }
        return new Failure(LEFT_RUNNING, standstill.list(standstill.waiters) + (tasks.size() == 1 ? " still runs" : " still run")
                + " a second after main has returned", null, null, now, stacks.toString());
    }

    static boolean isKind(String what) {
        return what.equals(DEADLOCK) || what.equals(LOST_WAKEUP) || what.equals(LEFT_RUNNING);
    }

    private Failure failure(long now) {
        List<Waiter> cycle = cycle();
        List<Waiter> first = cycle;
        String what;
        String message;
        if (!cycle.isEmpty()) {
            what = DEADLOCK;
            message = sentences(cycle);
        } else if (!(first = withOwnerThatEnded()).isEmpty()) {
            what = DEADLOCK;
            message = sentences(first);
        } else if (waiters.stream().allMatch(Waiter::isIdlePoolThread)) {
            first = waiters;
            what = LEFT_RUNNING;
            message = waiters.size() + (waiters.size() == 1 ? " idle pool thread keeps" : " idle pool threads keep")
                    + " the process from ending: " + list(waiters);
        } else {
            first = waiters.stream().filter(w -> w.owners.isEmpty() && !w.isIdlePoolThread()).toList();
            what = LOST_WAKEUP;
            message = "nobody is left to wake " + (first.size() == 1 ? "the task" : "any of the " + first.size() + " tasks")
                    + " that " + (first.size() == 1 ? "waits: " : "wait: ") + sentences(first);
        }
        return new Failure(what, message, null, null, now, text(first));
    }

    // ---- who has what ----

    private void findOwners(Waiter waiter) {
        Object on = waiter.state.on();
        if (waiter.task.waitingFor() != null) {
            add(waiter, ClassInit.initialiserAwaitedAt(on));
        } else if (waiter.state.how() == Waits.How.MONITOR) {
            for (Waiter other : waiters) {
                if (other != waiter && other.state.holds(on)) {
                    waiter.owners.add(other);
                }
            }
        } else if (waiter.state.how() == Waits.How.PARK) {
            Thread owner = Waits.exclusiveOwner(on);
            if (owner != null) {
                add(waiter, Task.of(owner));
            }
            Thread runner = Waits.runnerOf(on);
            if (runner != null) {
                add(waiter, Task.of(runner));
            }
            for (Waiter other : waiters) {
                if (Waits.readsWith(on, other.task.virtualThread()) || Waits.readsWith(on, other.task.visibleThread())
                        || Waits.isTermination(on, other.task.virtualThread())) {
                    waiter.owners.add(other);
                } else if (Waits.isQueuedBehind(on, other.task.visibleThread())) {
                    waiter.owners.add(other);
                    waiter.queued = true;
                }
            }
        }
    }

    private void add(Waiter waiter, Task owner) {
        if (owner != null) {
            Waiter found = byTask.get(owner);
            if (found != null) {
                waiter.owners.add(found);
            } else {
                waiter.ended = owner;
            }
        }
    }

    private List<Waiter> withOwnerThatEnded() {
        return waiters.stream().filter(w -> w.ended != null).toList();
    }

    /** The first circle there is, from its task with the lowest number. */
    private List<Waiter> cycle() {
        for (Waiter start : waiters) {
            List<Waiter> path = new ArrayList<>();
            if (reaches(start, start, path, new IdentityHashMap<>())) {
                return path;
            }
        }
        return List.of();
    }

    private static boolean reaches(Waiter from, Waiter goal, List<Waiter> path, Map<Waiter, Boolean> seen) {
        path.add(from);
        for (Waiter owner : from.owners) {
            if (owner == goal) {
                from.next = owner;
                return true;
            }
            if (seen.put(owner, true) == null) {
                from.next = owner;
                if (reaches(owner, goal, path, seen)) {
                    return true;
                }
            }
        }
        path.removeLast();
        return false;
    }

    // ---- words ----

    private String sentences(List<Waiter> some) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < some.size(); i++) {
            if (i == NAMED && some.size() > NAMED + 1 && some.get(i).next == null) {
                return text.append("; and ").append(some.size() - i).append(" more").toString();
            }
            text.append(i == 0 ? "" : "; ").append(sentence(some.get(i)));
        }
        return text.toString();
    }

    private String sentence(Waiter waiter) {
        if (waiter.initialisation != null) {
            return name(waiter.task) + " waits for the initialisation of " + names.of(waiter.initialisation) + " by "
                    + list(waiter.owners);
        }
        if (waiter.state.on() == null && waiter.task.waitingFor() == null) {
            if (waiter.task.virtualThread().getState() == Thread.State.RUNNABLE) {
                return name(waiter.task) + " can run";
            } else if (waiter.calls("java.lang.Thread") && waiter.through().contains("sleep")) {
                return name(waiter.task) + " sleeps";
            }
        }
        StringBuilder text = new StringBuilder(name(waiter.task)).append(" waits for ").append(wanted(waiter));
        if (waiter.ended != null) {
            text.append(", held by ").append(name(waiter.ended)).append(", which has ended");
        } else if (waiter.next != null && waiter.owns) {
            text.append(", held by ").append(waiter.next == waiter ? "itself" : name(waiter.next.task));
        } else if (waiter.queued && waiter.next != null) {
            text.append(", queued for a pool in which ").append(waiter.next == waiter ? "it runs itself"
                    : name(waiter.next.task) + " waits");
        } else if (!waiter.owners.isEmpty() && waiter.owns) {
            text.append(", held by ").append(list(waiter.owners));
        }
        return text.toString();
    }

    private String list(List<Waiter> some) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < some.size(); i++) {
            if (i == NAMED && some.size() > NAMED + 1) {
                return text.append(" and ").append(some.size() - i).append(" more").toString();
            }
            text.append(i == 0 ? "" : ", ").append(name(some.get(i).task));
        }
        return text.toString();
    }

    private String name(Task task) {
        return (cluster ? task.boot.node().name() + " " : "") + '"' + task.visibleThread().getName() + '"';
    }

    /** What the task waits for, and whether somebody can hold it. */
    private String wanted(Waiter waiter) {
        Object on = waiter.state.on();
        waiter.owns = false;
        if (waiter.task.waitingFor() != null) {
            return waiter.task.waitingFor();
        }
        switch (waiter.state.how()) {
            case MONITOR -> {
                waiter.owns = true;
                return "the monitor of " + names.of(on);
            }
            case NOTIFICATION -> {
                return "a notification of " + names.of(on);
            }
            case PARK -> {
                return parkedFor(waiter, on);
            }
            default -> {
                return "an unpark";
            }
        }
    }

    private String parkedFor(Waiter waiter, Object on) {
        for (Waiter other : waiter.owners) {
            if (waiter.joins(other)) {
                return "the end of " + name(other.task);
            }
        }
        String type = on.getClass().getName();
        if (type.startsWith("java.util.concurrent.locks.ReentrantReadWriteLock$")) {
            waiter.owns = true;
            return (waiter.calls("$ReadLock") ? "the read lock of " : "the write lock of ") + names.of(on);
        }
        if (type.startsWith("java.util.concurrent.locks.ReentrantLock$")) {
            waiter.owns = true;
            return names.of(on);
        }
        if (type.endsWith("$ConditionObject")) {
            return "a signal of a condition of " + names.of(Waits.lockOf(on)) + waiter.through();
        }
        if (type.equals("java.util.concurrent.FutureTask")) {
            return "the result of " + names.of(on) + (waiter.owners.isEmpty() ? ", which no thread has begun" : "");
        }
        waiter.owns = Waits.exclusiveOwner(on) != null;
        return names.of(on) + waiter.through();
    }

    private String text(List<Waiter> first) {
        StringBuilder text = new StringBuilder();
        List<Waiter> order = new ArrayList<>(first);
        waiters.stream().filter(w -> !order.contains(w)).toList().forEach(order::add);
        int shown = 0;
        for (Waiter waiter : order) {
            if (shown == first.size() && shown > 0) {
                text.append("waiting behind ").append(first.size() == 1 ? "it" : "them").append(":\n");
            }
            if (shown++ == STACKS_SHOWN) {
                text.append("... and ").append(order.size() - STACKS_SHOWN).append(" more\n");
                break;
            }
            describe(text, waiter);
        }
        return text.toString();
    }

    private void describe(StringBuilder text, Waiter waiter) {
        text.append(sentence(waiter)).append('\n');
        stack(text, waiter);
        StackTraceElement[] stack = waiter.state.stack();
        for (Waits.Held held : waiter.state.held()) {
            text.append("    holds ").append(names.of(held.monitor()));
            if (held.depth() >= 0 && held.depth() < stack.length) {
                text.append(", taken in ").append(frame(stack[held.depth()]));
            }
            text.append('\n');
        }
        for (Waiter other : waiters) {
            if (other.owners.contains(waiter) && other.state.how() == Waits.How.PARK && other.owns) {
                text.append("    holds ").append(names.of(other.state.on())).append('\n');
                break;
            }
        }
    }

    private void stack(StringBuilder text, Waiter waiter) {
        StackTraceElement[] stack = waiter.state.stack();
        for (int i = firstShown(stack); i < stack.length; i++) {
            if (!isOurs(stack[i].getClassName())) {
                text.append("    at ").append(frame(stack[i])).append('\n');
            }
        }
    }

    /** The call of the JDK that the program made, with the program's own frames below it. */
    private static int firstShown(StackTraceElement[] stack) {
        for (int i = 0; i < stack.length; i++) {
            if (!isOfTheJdk(stack[i].getClassName()) && !isOurs(stack[i].getClassName())) {
                return i > 0 && !isOurs(stack[i - 1].getClassName()) ? i - 1 : i;
            }
        }
        for (int i = 0; i < stack.length; i++) {
            if (!isOurs(stack[i].getClassName()) && !isParking(stack[i].getClassName())) {
                return i;
            }
        }
        return 0;
    }

    /** What lies between a wait of the JDK's own code and the thread's park. */
    private static boolean isParking(String type) {
        return type.startsWith("java.lang.System$") || type.startsWith("java.util.concurrent.locks.")
                || type.equals("java.util.concurrent.ForkJoinPool");
    }

    private static String frame(StackTraceElement frame) {
        String source = frame.getFileName() == null ? "Unknown Source"
                : frame.getFileName() + (frame.getLineNumber() < 0 ? "" : ":" + frame.getLineNumber());
        return frame.getClassName() + '.' + frame.getMethodName() + '(' + source + ')';
    }

    private static boolean isOurs(String type) {
        return type.startsWith("dev.moonsim.") || type.startsWith("java.lang.VirtualThread");
    }

    private static boolean isOfTheJdk(String type) {
        return type.startsWith("java.") || type.startsWith("jdk.") || type.startsWith("sun.") || type.startsWith("javax.");
    }

    /** A task that waits. */
    private static final class Waiter {
        final Task task;
        final Waits.State state;
        /** Those who would have to give it what it waits for. */
        final List<Waiter> owners = new ArrayList<>();
        /** Who had it and ended without giving it back. */
        Task ended;
        /** The next one of the circle. */
        Waiter next;
        boolean queued;
        boolean owns;
        /** The class for whose initialisation the JVM lets it wait, outside the simulation. */
        Class<?> initialisation;

        Waiter(Task task) {
            this.task = task;
            Waits.State seen = Waits.of(task.virtualThread(), task.awaited());
            this.state = task.entering() == null ? seen : seen.entering(task.entering());
        }

        /** Whether it waits for the end of that thread. */
        boolean joins(Waiter other) {
            return state.on() != null && Waits.isTermination(state.on(), other.task.virtualThread());
        }

        boolean isTimed() {
            return task.virtualThread().getState() == Thread.State.TIMED_WAITING;
        }

        boolean waitsWithoutEnd() {
            Thread.State now = task.virtualThread().getState();
            return now == Thread.State.WAITING || now == Thread.State.BLOCKED;
        }

        boolean calls(String typeEnd) {
            for (StackTraceElement frame : state.stack()) {
                if (frame.getClassName().endsWith(typeEnd)) {
                    return true;
                }
            }
            return false;
        }

        boolean isIdlePoolThread() {
            for (StackTraceElement frame : state.stack()) {
                switch (frame.getClassName() + '.' + frame.getMethodName()) {
                    case "java.util.concurrent.ThreadPoolExecutor.getTask",
                            "java.util.concurrent.ForkJoinPool.awaitWork",
                            "java.util.TimerThread.mainLoop" -> {
                        return true;
                    }
                    default -> {
                        if (!isOfTheJdk(frame.getClassName()) && !isOurs(frame.getClassName())) {
                            return false;
                        }
                    }
                }
            }
            return false;
        }

        /** The call of the JDK in which it waits, where that says more than the object. */
        String through() {
            StackTraceElement[] stack = state.stack();
            int first = firstShown(stack);
            if (first < stack.length && isOfTheJdk(stack[first].getClassName())) {
                return " (in " + ObjectNames.simpleName(stack[first].getClassName()) + '.' + stack[first].getMethodName() + ')';
            }
            return "";
        }
    }
}
