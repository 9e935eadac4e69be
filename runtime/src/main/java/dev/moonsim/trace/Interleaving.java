package dev.moonsim.trace;

import dev.moonsim.jdk.Waits;
import dev.moonsim.sched.Task;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * What the tasks of a run do to what they share, event by event: the last {@link #KEPT} of them. A failed run is run again
 * with the program's classes rewritten to report here; the run stays the same, as its digest shows. Nothing here reaches a
 * scheduling point, calls code of the program or draws an identity hash: objects are kept as they are and named later.
 */
public final class Interleaving {
    /** Events kept; the table of a failure shows some of them. */
    private static final int KEPT = 20_000;

    /** Names of objects kept; what the tables of one page show has been named not long before. */
    private static final int NAMES_KEPT = 4_000;

    /** What an event is. A call is {@link #CALL} once it has returned, and also while it has not. */
    public enum Kind { READ, WRITE, LOAD, STORE, LOCKED, UNLOCKED, CALL, STOP, UNCAUGHT, VIOLATED }

    /** Why a task stopped. */
    public enum Stop { PREEMPTED, YIELDED, STALLED, BLOCKED, WAITS, ENDED }

    /**
     * A place in the program.
     *
     * @param owner class of the field or method that is used, with dots
     * @param isStatic whether it has no object; for a field that never changes {@code isFinal} holds
     */
    public record Site(String owner, String member, boolean isStatic, boolean isFinal, String type, String method, String file,
            int line) {
    }

    /** One event; {@code value} is what was read, written or returned. */
    public static final class Event {
        public final Kind kind;
        public final Task task;
        public final Site site;
        /** The object whose field, element, monitor or method it is; null for static ones. */
        public final Object subject;
        public final long virtualNanos;
        public Object value;
        /** Of a call: it has returned. */
        public boolean returned;
        public Object[] arguments;
        public int index;
        public Stop stop;
        /** Of a stop: the call or monitor that the task was at, or null. */
        public Event at;
        /** Of a stop: who has what the task waits for, or null. */
        public Task owner;
        /** Of a notification: nobody waited. */
        public boolean unheard;
        /** Of a call: it ended by an exception, as it seems. */
        public boolean threw;
        /** Of a call or a lock: its task stopped in it. */
        public boolean stopped;

        Event(Kind kind, Task task, Site site, Object subject, long virtualNanos) {
            this.kind = kind;
            this.task = task;
            this.site = site;
            this.subject = subject;
            this.virtualNanos = virtualNanos;
        }
    }

    /** An object that a local variable held. */
    public record Named(Object object, String name) {
    }

    private static volatile Site[] sites = new Site[256];
    private static int siteCount;
    private static Interleaving recording;

    private final ArrayDeque<Event> events = new ArrayDeque<>();
    /** Calls that have not returned and a monitor that is waited for, innermost last. */
    private final ArrayList<ArrayList<Event>> pending = new ArrayList<>();
    private final List<Event> held = new ArrayList<>();
    private final ArrayDeque<Named> named = new ArrayDeque<>();
    private long dropped;

    /** From here on classes of the program are rewritten to report, and this takes what they report. */
    public void begin() {
        recording = this;
    }

    public void end() {
        recording = null;
    }

    public static boolean isRecording() {
        return recording != null;
    }

    /** That of the run, or null. */
    public static Interleaving current() {
        return recording;
    }

    public List<Event> events() {
        return List.copyOf(events);
    }

    public List<Named> named() {
        return List.copyOf(named);
    }

    /** Events before those that are kept. */
    public long dropped() {
        return dropped;
    }

    /** Names a place while a class is rewritten; the number is what the class reports. */
    public static synchronized int site(Site site) {
        if (siteCount == sites.length) {
            sites = java.util.Arrays.copyOf(sites, siteCount * 2);
        }
        sites[siteCount] = site;
        return siteCount++;
    }

    private static Site siteOf(int site) {
        return sites[site];
    }

    // ---- called by the rewritten program ----

    public static void read(Object subject, Object value, int site) {
        report(Kind.READ, subject, value, 0, site);
    }

    public static void readStatic(Object value, int site) {
        report(Kind.READ, null, value, 0, site);
    }

    public static void wrote(Object subject, Object value, int site) {
        report(Kind.WRITE, subject, value, 0, site);
    }

    public static void wroteStatic(Object value, int site) {
        report(Kind.WRITE, null, value, 0, site);
    }

    public static void loaded(Object array, int index, Object value, int site) {
        report(Kind.LOAD, array, value, index, site);
    }

    public static void stored(Object array, int index, Object value, int site) {
        report(Kind.STORE, array, value, index, site);
    }

    public static void named(Object object, String name) {
        if (object != null && taskThatReports() != null) {
            ArrayDeque<Named> named = recording.named;
            if (named.size() == NAMES_KEPT) {
                named.removeFirst();
            }
            named.addLast(new Named(object, name));
        }
    }

    public static void locking(Object monitor, int site) {
        Task task = taskThatReports();
        if (task != null) {
            recording.pendingOf(task).add(new Event(Kind.LOCKED, task, siteOf(site), monitor, now(task)));
        }
    }

    public static void locked(Object monitor, int site) {
        Task task = taskThatReports();
        if (task == null) {
            return;
        }
        ArrayList<Event> open = recording.pendingOf(task);
        boolean stopped = false;
        while (!open.isEmpty()) {
            Event last = open.removeLast();
            if (last.kind == Kind.LOCKED && last.subject == monitor) {
                stopped = last.stopped;
                break;
            }
        }
        Event lock = recording.add(Kind.LOCKED, task, siteOf(site), monitor);
        lock.stopped = stopped;
        recording.held.add(lock);
    }

    public static void unlocked(Object monitor, int site) {
        Task task = taskThatReports();
        if (task == null) {
            return;
        }
        List<Event> held = recording.held;
        for (int i = held.size() - 1; i >= 0; i--) {
            if (held.get(i).subject == monitor && held.get(i).task == task) {
                held.remove(i);
                break;
            }
        }
        recording.add(Kind.UNLOCKED, task, siteOf(site), monitor);
    }

    public static void calling(Object subject, Object[] arguments, int site) {
        Task task = taskThatReports();
        if (task == null) {
            return;
        }
        Event call = new Event(Kind.CALL, task, siteOf(site), subject, now(task));
        call.arguments = arguments;
        recording.pendingOf(task).add(call);
    }

    /** Collects the arguments of a call. */
    public static Object[] argument(Object[] arguments, Object argument, int count, int index) {
        Object[] all = arguments == null ? new Object[count] : arguments;
        all[index] = argument;
        return all;
    }

    /** The call that was reported last for this place has returned. */
    public static void called(Object result, int site) {
        Task task = taskThatReports();
        if (task == null) {
            return;
        }
        Site place = siteOf(site);
        ArrayList<Event> open = recording.pendingOf(task);
        while (!open.isEmpty()) {
            Event call = open.removeLast();
            if (call.site == place) {
                Event done = recording.add(Kind.CALL, task, place, call.subject);
                done.arguments = call.arguments;
                done.value = result;
                done.returned = true;
                done.stopped = call.stopped;
                done.unheard = recording.isUnheard(done);
                break;
            }
        }
    }

    private static void report(Kind kind, Object subject, Object value, int index, int site) {
        Task task = taskThatReports();
        if (task != null) {
            Event event = recording.add(kind, task, siteOf(site), subject);
            event.value = value;
            event.index = index;
        }
    }

    private static Task taskThatReports() {
        Task task = recording == null ? null : Task.current();
        return task == null || task.id < 0 ? null : task; // one that no step runs is no part of the table
    }

    private static long now(Task task) {
        return task.boot.simulation().scheduler().now();
    }

    private Event add(Kind kind, Task task, Site site, Object subject) {
        if (site != null) {
            leaveCallsThatThrew(task, site);
        }
        Event event = new Event(kind, task, site, subject, now(task));
        if (events.size() == KEPT) {
            events.removeFirst();
            dropped++;
        }
        events.addLast(event);
        return event;
    }

    /** A method that goes on has left the calls it made, also those that did not return to it. */
    private void leaveCallsThatThrew(Task task, Site site) {
        ArrayList<Event> open = pendingOf(task);
        while (!open.isEmpty() && open.getLast().kind == Kind.CALL && open.getLast().site.method().equals(site.method())) {
            Event call = open.removeLast();
            call.threw = true;
            events.addLast(call);
        }
    }

    private ArrayList<Event> pendingOf(Task task) {
        while (pending.size() <= task.id) {
            pending.add(new ArrayList<>(2));
        }
        return pending.get(task.id);
    }

    /** Whether a notification comes while nobody waits on its object. */
    private boolean isUnheard(Event call) {
        String wait = switch (call.site.member) {
            case "notify", "notifyAll" -> "wait";
            case "signal", "signalAll" -> "await";
            default -> null;
        };
        if (wait == null) {
            return false;
        }
        for (ArrayList<Event> open : pending) {
            for (Event other : open) {
                if (other.kind == Kind.CALL && other.subject == call.subject && other.site.member.startsWith(wait)) {
                    return false;
                }
            }
        }
        return true;
    }

    // ---- called by the simulation ----

    /** A step ended. Called on the carrier. */
    public void stopped(Task task, Stop stop) {
        Event event = add(Kind.STOP, task, null, null);
        event.stop = stop;
        List<Event> open = pendingOf(task);
        if (!open.isEmpty() && stop != Stop.PREEMPTED && stop != Stop.ENDED) {
            event.at = open.getLast();
            event.at.stopped = true;
        }
        if (stop == Stop.BLOCKED && event.at != null) {
            event.owner = holderOf(event.at.subject, task);
        } else if (stop == Stop.WAITS) {
            Thread owner = Waits.exclusiveOwner(LockSupport.getBlocker(task.virtualThread()));
            event.owner = owner == null ? null : Task.of(owner);
        }
    }

    private Task holderOf(Object monitor, Task asking) {
        for (int i = held.size() - 1; i >= 0; i--) {
            Event lock = held.get(i);
            if (lock.subject == monitor && lock.task != asking && !waitsOn(lock.task, monitor)) {
                return lock.task;
            }
        }
        return null;
    }

    private boolean waitsOn(Task task, Object monitor) {
        List<Event> open = pendingOf(task);
        return !open.isEmpty() && open.getLast().subject == monitor
                && open.getLast().site.member.equals("wait");
    }

    /** The task's {@code run} ended by an exception. */
    public void uncaught(Task task, Throwable thrown) {
        add(Kind.UNCAUGHT, task, null, null).value = thrown;
    }

    /** A property does not hold, where the task is now. */
    public void violated(Task task, String message, StackTraceElement where) {
        Event event = add(Kind.VIOLATED, task, null, null);
        event.value = message;
        event.arguments = new Object[] {where};
    }

    /** Calls that were made and had not returned at the end of the run, such as {@code System.exit}. */
    public List<Event> unfinished() {
        List<Event> calls = new ArrayList<>();
        pending.forEach(calls::addAll);
        return calls;
    }
}
