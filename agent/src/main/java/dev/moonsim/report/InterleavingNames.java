package dev.moonsim.report;

import dev.moonsim.run.ObjectNames;
import dev.moonsim.sched.Task;
import dev.moonsim.trace.Interleaving;
import dev.moonsim.trace.Interleaving.Event;
import dev.moonsim.trace.Interleaving.Kind;
import dev.moonsim.trace.Interleaving.Site;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Words for objects, values and places of a table. Objects of the program are numbered; locks, arrays and objects of the JDK
 * have the name of the field or variable they were read from, where only one of them has it. No code of the program is called.
 */
final class InterleavingNames {
    private static final int LONGEST_TEXT = 24;

    private final ObjectNames numbers = new ObjectNames();
    private final Map<Object, String> fields = new IdentityHashMap<>();
    private final Map<String, Object> owners = new HashMap<>();
    private final boolean cluster;

    InterleavingNames(List<Event> events, List<Interleaving.Named> named, boolean cluster) {
        this.cluster = cluster;
        for (Interleaving.Named local : named) {
            if (isNamedByField(local.object()) && local.object().getClass().isArray()) {
                name(local.object(), local.name()); // before its elements
            }
        }
        for (Event event : events) {
            if (event.value != null && isNamedByField(event.value)) {
                switch (event.kind) {
                    case READ, WRITE -> name(event.value, event.site.member());
                    case LOAD, STORE -> name(event.value, !isNamedByField(event.subject) ? "?" : fields.getOrDefault(event.subject, "?") + '[' + event.index + ']');
                    default -> {
                        // results have no name of their own
                    }
                }
            }
        }
        for (Interleaving.Named local : named) {
            if (isNamedByField(local.object())) {
                name(local.object(), local.name());
            }
        }
    }

    private void name(Object object, String field) {
        if (fields.containsKey(object) || field.startsWith("?") || field.startsWith("this$")) {
            return;
        }
        String name = field.startsWith("val$") ? field.substring(4) : field;
        if (owners.putIfAbsent(name, object) == null) {
            fields.put(object, name);
        }
    }

    private static boolean isNamedByField(Object value) {
        Class<?> type = value.getClass();
        return (type.isArray() || type == Object.class || type.getName().startsWith("java."))
                && !isPlain(value) && !(value instanceof Thread) && !(value instanceof Class<?>);
    }

    private static boolean isPlain(Object value) {
        return value instanceof String || value instanceof Boolean || value instanceof Character || value instanceof Integer
                || value instanceof Long || value instanceof Double || value instanceof Float || value instanceof Short
                || value instanceof Byte;
    }

    String of(Task task) {
        String name = task.visibleThread().getName();
        if (name.isEmpty()) {
            name = "virtual-" + task.id;
        }
        return cluster ? task.boot.node().name() + '/' + name : name;
    }

    String object(Object object) {
        if (object instanceof Thread thread) {
            Task task = Task.of(thread);
            return '"' + (task == null ? thread.getName() : of(task)) + '"';
        }
        String field = object == null ? null : fields.get(object);
        return field != null ? field : numbers.of(object);
    }

    String value(Object value) {
        if (value instanceof String text) {
            return '"' + shortened(text) + '"';
        } else if (value instanceof Character c) {
            return "'" + shortened(c.toString()) + "'";
        } else if (value != null && isPlain(value)) {
            return value.toString();
        } else if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        return object(value);
    }

    /** What a variable holds; an object that is known by this very name has its number here. */
    String valueOf(Event access) {
        Object value = access.value;
        return value != null && access.site.member().equals(fields.get(value)) ? numbers.of(value) : value(value);
    }

    private static String shortened(String text) {
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (i == LONGEST_TEXT) {
                return result.append("...").toString();
            }
            char c = text.charAt(i);
            result.append(c == '\n' ? "\\n" : c == '\t' ? "\\t" : c < ' ' || c == 127 ? "?" : String.valueOf(c));
        }
        return result.toString();
    }

    /** A field or an element: {@code balance}, {@code Account#2.balance} where there are several. */
    String variable(Event event, boolean oneObject) {
        if (event.kind == Kind.LOAD || event.kind == Kind.STORE) {
            return object(event.subject) + '[' + event.index + ']';
        }
        Site site = event.site;
        return event.subject == null || oneObject ? site.member() : object(event.subject) + '.' + site.member();
    }

    String call(Event call) {
        Site site = call.site;
        StringBuilder text = new StringBuilder();
        if (call.subject instanceof Thread && (site.member().equals("start") || site.member().equals("join"))) {
            return text.append(site.member()).append(' ').append(object(call.subject)).toString();
        }
        text.append(call.subject == null ? ObjectNames.simpleName(site.owner()) : object(call.subject));
        text.append('.').append(site.member()).append('(');
        Object[] arguments = call.arguments;
        for (int i = 0; arguments != null && i < arguments.length; i++) {
            text.append(i == 0 ? "" : ", ").append(value(arguments[i]));
        }
        return text.append(')').toString();
    }

    /** {@code Account.deposit(Account.java:17)}; the body of a lambda is called by its method. */
    static String source(Site site) {
        if (site == null) {
            return "";
        }
        return source(site.method(), site.file(), site.line());
    }

    static String source(String qualified, String file, int line) {
        int dot = qualified.lastIndexOf('.');
        String method = qualified.substring(dot + 1);
        if (method.startsWith("lambda$")) {
            int end = method.indexOf('$', 7);
            method = end < 0 ? method : method.substring(7, end);
        }
        String type = qualified.substring(qualified.lastIndexOf('.', dot - 1) + 1, dot);
        return type + '.' + method + '(' + (file == null ? "?" : file) + (line > 0 ? ":" + line : "") + ')';
    }
}
