package dev.moonsim.report;

import dev.moonsim.run.Failure;
import dev.moonsim.run.ObjectNames;
import dev.moonsim.sched.Task;
import dev.moonsim.trace.Interleaving;
import dev.moonsim.trace.Interleaving.Event;
import dev.moonsim.trace.Interleaving.Kind;
import dev.moonsim.trace.Interleaving.Stop;
import dev.moonsim.trace.InterleavingTable.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Chooses from what was recorded the events that have to do with more than one task, and puts them into words: accesses to
 * what several tasks touch and one of them writes, monitors and objects of the JDK that several use, waits, starts and ends,
 * and why one task stopped where another went on.
 */
final class InterleavingRows {
    private static final Set<String> HAND_OVERS = Set.of("execute", "submit", "invokeAll", "invokeAny", "schedule", "fork",
            "scheduleAtFixedRate", "scheduleWithFixedDelay", "runAsync", "supplyAsync", "interrupt", "start", "join");
    private static final Set<String> NOT_SHOWN = Set.of("yield", "onSpinWait");

    /** What is known about one variable, monitor or object. */
    private static final class Use {
        private final Set<Integer> tasks = new TreeSet<>();
        private boolean written;
        /** A task waits there for others, as in {@code wait()}. */
        private boolean awaited;
    }

    private final List<Event> events;
    private final List<Failure> failures;
    private final InterleavingNames names;
    private final Map<Object, Map<String, Use>> uses = new IdentityHashMap<>();
    private final Map<String, Map<Object, Boolean>> objectsOfField = new HashMap<>();
    private final List<Row> rows = new ArrayList<>();
    /** For each row what must be the same in a repetition of it. */
    private final List<Object> shapes = new ArrayList<>();
    private final Map<Integer, String> columns = new TreeMap<>();
    /** Where each task begins. */
    private final Map<Integer, Integer> begins = new HashMap<>();
    private final Map<Integer, Event> stops = new HashMap<>();
    private final Map<Event, Boolean> waitsShown = new IdentityHashMap<>();
    private final Set<Integer> focus;
    private final boolean complete;
    private final Set<Integer> failing = new TreeSet<>();
    private final List<String> notes = new ArrayList<>();
    private Task last;

    /** @param focus only what these tasks have to do with too; null for all */
    InterleavingRows(Interleaving recorded, List<Failure> failures, boolean cluster, Set<Integer> focus) {
        this.focus = focus;
        this.complete = recorded.dropped() == 0;
        this.events = recorded.events();
        this.failures = failures;
        this.names = new InterleavingNames(events, recorded.named(), cluster);
        for (int i = 0; i < events.size(); i++) {
            begins(events.get(i), i);
        }
        for (Event event : events) {
            if (event.site != null) {
                use(event).tasks.add(event.task.id);
            } else if (event.at != null) {
                use(event.at).tasks.add(event.task.id);
                use(event.at).awaited |= event.stop == Stop.WAITS;
            }
        }
        for (int i = 0; i < events.size(); i++) {
            Event event = events.get(i);
            if (event.site != null && !isBeforeOthers(event, i)) {
                count(event);
            }
        }
        for (int i = 0; i < events.size(); i++) {
            take(events.get(i), i);
        }
        finish();
    }

    /** Names of the tasks that have rows, in order of creation. */
    List<String> tasks() {
        return List.copyOf(columns.values());
    }

    List<Row> rows() {
        return rows;
    }

    /** What a person asks next: of waits that nobody ended, when there was a wake-up last. */
    List<String> notes() {
        return notes;
    }

    /** Tasks that the failure shows in. */
    Set<Integer> failing() {
        return failing;
    }

    List<Object> shapes() {
        return shapes;
    }

    // ---- what matters ----

    /** A task begins where another one starts it, or, as with those of a pool, where it does something first. */
    private void begins(Event event, int at) {
        begins.putIfAbsent(event.task.id, at);
        if (event.subject instanceof Thread thread && event.site.member().equals("start") && Task.of(thread) != null) {
            begins.putIfAbsent(Task.of(thread).id, at);
        }
    }

    /** Whether none of the other tasks that touch the same thing has begun yet, so that nothing can go wrong with it. */
    private boolean isBeforeOthers(Event event, int at) {
        for (int task : use(event).tasks) {
            if (task != event.task.id && begins.get(task) < at) {
                return false;
            }
        }
        return true;
    }

    private void count(Event event) {
        use(event).written |= event.kind != Kind.READ && event.kind != Kind.LOAD;
        if (event.subject != null && (event.kind == Kind.READ || event.kind == Kind.WRITE)) {
            objectsOfField.computeIfAbsent(event.site.owner() + '.' + event.site.member(), f -> new IdentityHashMap<>())
                    .put(event.subject, true);
        }
    }

    private Use use(Event event) {
        String member = switch (event.kind) {
            case READ, WRITE -> event.site.owner() + '.' + event.site.member();
            case LOAD, STORE -> Integer.toString(event.index);
            default -> "";
        };
        Object subject = event.subject == null ? InterleavingRows.class : event.subject;
        return uses.computeIfAbsent(subject, s -> new HashMap<>()).computeIfAbsent(member, m -> new Use());
    }

    private boolean matters(Event event, int at) {
        if (event.kind == Kind.UNCAUGHT || event.kind == Kind.VIOLATED) {
            return true;
        }
        Use use = use(event);
        if (focus != null && use.tasks.stream().noneMatch(focus::contains)) {
            return false;
        }
        boolean shared = use.tasks.size() > 1 && use.written && !isBeforeOthers(event, at);
        return switch (event.kind) {
            case READ, WRITE -> shared && !event.site.isFinal();
            case LOAD, STORE, LOCKED, UNLOCKED -> shared;
            case CALL -> callMatters(event, shared || use.awaited);
            default -> true;
        };
    }

    private static boolean callMatters(Event call, boolean shared) {
        String owner = call.site.owner();
        String member = call.site.member();
        if (NOT_SHOWN.contains(member) && owner.equals("java.lang.Thread")) {
            return false;
        }
        if (owner.startsWith("java.io.") || owner.startsWith("java.text.") || owner.startsWith("java.nio.file.")) {
            return call.stopped;
        }
        return call.stopped || HAND_OVERS.contains(member) || isExit(call) || shared && call.subject != null;
    }

    private static boolean isExit(Event call) {
        return call.site.member().equals("exit") && call.site.owner().equals("java.lang.System");
    }

    /** Giving a monitor back matters where somebody wants it. */
    private boolean isWanted(Event unlocked, int at) {
        for (int i = at + 1; i < events.size(); i++) {
            Event later = events.get(i);
            if (later.kind == Kind.LOCKED && later.subject == unlocked.subject) {
                return later.task != unlocked.task;
            }
        }
        return false;
    }

    // ---- the rows ----

    private void take(Event event, int at) {
        if (event.kind == Kind.STOP) {
            stops.put(event.task.id, event);
            boolean waits = event.stop == Stop.BLOCKED || event.stop == Stop.WAITS;
            if (waits && event.at != null && (focus == null || matters(event.at, at)) && waitsShown.put(event.at, true) == null) {
                switchTo(event.task);
                if (isExit(event.at)) {
                    add(event, names.call(event.at), event.at.site, !"0".equals(String.valueOf(event.at.arguments[0])));
                } else {
                    add(event, event.at.kind == Kind.LOCKED ? "lock " + names.object(event.at.subject) : names.call(event.at),
                            event.at.site, false);
                    row(event, waiting(event), "", false, event.stop);
                }
            }
            return;
        }
        if (!matters(event, at) || event.kind == Kind.UNLOCKED && !isWanted(event, at)) {
            return;
        }
        switchTo(event.task);
        switch (event.kind) {
            case READ, LOAD -> add(event, variable(event) + " -> " + names.valueOf(event), event.site, false);
            case WRITE, STORE -> add(event, variable(event) + " = " + names.valueOf(event), event.site, false);
            case LOCKED -> add(event, (event.stopped ? "gets " : "lock ") + names.object(event.subject), event.site, false);
            case UNLOCKED -> add(event, "unlock " + names.object(event.subject), event.site, false);
            case CALL -> add(event, call(event), event.site, false);
            case VIOLATED -> row(event, (String) event.value, sourceOf((StackTraceElement) event.arguments[0]), true, Kind.VIOLATED);
            default -> uncaught(event);
        }
        stops.remove(event.task.id);
    }

    private String variable(Event event) {
        Map<Object, Boolean> objects = event.site.member().isEmpty() ? null
                : objectsOfField.get(event.site.owner() + '.' + event.site.member());
        return names.variable(event, objects != null && objects.size() == 1);
    }

    private String call(Event call) {
        StringBuilder text = new StringBuilder(names.call(call));
        if (call.threw) {
            return text.append(" throws").toString();
        }
        boolean isVoid = call.site.type().endsWith(")V");
        if (!isVoid) {
            text.append(" -> ").append(names.value(call.value));
        } else if (call.stopped) {
            text.append(" returns");
        }
        if (call.unheard) {
            text.append("  (nobody waits)");
        }
        return text.toString();
    }

    private String waiting(Event stop) {
        StringBuilder text = new StringBuilder(stop.stop == Stop.BLOCKED ? "-- blocked" : "-- waits");
        if (stop.stop == Stop.BLOCKED && stop.at.kind == Kind.CALL) {
            text.append(" for the monitor");
        }
        if (stop.owner != null) {
            text.append(", held by ").append(stop.owner == stop.task ? "itself" : '"' + names.of(stop.owner) + '"');
        }
        return text.toString();
    }

    private void uncaught(Event event) {
        Throwable thrown = (Throwable) event.value;
        String text = ObjectNames.simpleName(thrown.getClass().getName());
        boolean failing = false;
        for (Failure failure : failures) {
            if (failure.what().equals("uncaught exception") && failure.message().startsWith(thrown.getClass().getName())) {
                String rest = failure.message().substring(thrown.getClass().getName().length());
                int end = rest.indexOf('\n');
                text += end < 0 ? rest : rest.substring(0, end);
                failing = true;
                break;
            }
        }
        String source = "";
        for (StackTraceElement frame : thrown.getStackTrace()) {
            String type = frame.getClassName();
            if (!type.startsWith("java.") && !type.startsWith("jdk.") && !type.startsWith("sun.")) {
                source = sourceOf(frame);
                break;
            }
        }
        row(event, "throws " + text, source, failing, Kind.UNCAUGHT);
    }

    private static String sourceOf(StackTraceElement frame) {
        return frame == null ? "" : InterleavingNames.source(frame.getClassName() + '.' + frame.getMethodName(),
                frame.getFileName(), frame.getLineNumber());
    }

    /** Another task goes on: says why the one before it does not. */
    private void switchTo(Task task) {
        if (last != null && last != task) {
            Event stop = stops.remove(last.id);
            if (stop != null) {
                why(stop);
            }
        }
        last = task;
    }

    private void why(Event stop) {
        String text = switch (stop.stop) {
            case PREEMPTED -> "-- preempted";
            case YIELDED -> stop.at != null && NOT_SHOWN.contains(stop.at.site.member()) ? "-- yields" : "-- gives way";
            case STALLED -> "-- stalled";
            case ENDED -> "-- ended";
            case WAITS -> stop.at == null ? "-- waits" : null;
            case BLOCKED -> stop.at == null ? "-- blocked" : null;
        };
        if (text != null) {
            row(stop, text, "", false, stop.stop);
        }
    }

    /** Where nothing goes on any more, the last waits are the failure. */
    private void finish() {
        boolean standstill = !failures.isEmpty() && failures.getFirst().hasStacks();
        if (!standstill) {
            return;
        }
        Map<Integer, Event> lastStops = new TreeMap<>();
        for (Event event : events) {
            if (event.kind == Kind.STOP) {
                lastStops.put(event.task.id, event);
            }
        }
        for (Event stop : lastStops.values()) {
            if (stop.at == null || stop.stop != Stop.BLOCKED && stop.stop != Stop.WAITS) {
                continue;
            }
            noteLastWakeUp(stop.at);
            String name = names.of(stop.task);
            for (int i = rows.size() - 1; i >= 0; i--) {
                Row row = rows.get(i);
                if (name.equals(row.task())) {
                    rows.set(i, new Row(row.task(), row.text(), row.source(), row.virtualNanos(),
                            isNamed(stop.task)));
                    if (isNamed(stop.task)) {
                        failing.add(stop.task.id);
                    }
                    break;
                }
            }
        }
    }

    private void noteLastWakeUp(Event wait) {
        if (wait.kind != Kind.CALL || !wait.site.member().equals("wait") && !wait.site.member().startsWith("await")
                || wait.site.owner().endsWith("Latch") || wait.site.owner().endsWith("Barrier")) {
            return;
        }
        Event wakeUp = null;
        for (Event event : events) {
            if (event.kind == Kind.CALL && event.subject == wait.subject
                    && (event.site.member().startsWith("notify") || event.site.member().startsWith("signal"))) {
                wakeUp = event;
            }
        }
        String object = names.object(wait.subject);
        notes.add(wakeUp == null ? "nobody has notified " + object + (complete ? "" : " as far back as was recorded")
                : object + " was notified last by \"" + names.of(wakeUp.task) + "\" in " + InterleavingNames.source(wakeUp.site)
                        + (wakeUp.unheard ? ", when nobody waited" : ""));
    }

    private boolean isNamed(Task task) {
        return failures.getFirst().message().contains('"' + task.visibleThread().getName() + '"');
    }

    private void add(Event event, String text, Interleaving.Site site, boolean failing) {
        row(event, text, InterleavingNames.source(site), failing, site);
    }

    private void row(Event event, String text, String source, boolean fails, Object shape) {
        String name = names.of(event.task);
        columns.putIfAbsent(event.task.id, name);
        rows.add(new Row(name, text, source, event.virtualNanos, fails));
        if (fails) {
            failing.add(event.task.id);
        }
        shapes.add(List.of(event.task.id, event.kind, System.identityHashCode(shape)));
    }
}
