package dev.moonsim.run;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Names for objects in what a person reads: {@code Account#1}, numbered for each type in order of appearance. No code of
 * the program is called, and none but the names' own maps keep the objects. To be used when the program does not run: a
 * look-up draws identity hashes.
 */
public final class ObjectNames {
    private final Map<Object, String> names = new IdentityHashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();

    /** @return {@code null} for null, {@code class Account} for a class */
    public String of(Object object) {
        if (object == null) {
            return "null";
        }
        if (object instanceof Class<?> type) {
            return "class " + simpleName(type.getName());
        }
        return names.computeIfAbsent(object, o -> {
            String type = typeName(o.getClass());
            return type + '#' + counts.merge(type, 1, Integer::sum);
        });
    }

    /** As a person calls the type: a synchronizer inside a lock is the lock, a lambda is one of its class. */
    public static String typeName(Class<?> type) {
        if (type.isArray()) {
            return typeName(type.getComponentType()) + "[]";
        }
        String name = type.getName();
        if (name.startsWith("java.util.concurrent.")) {
            int inner = name.indexOf('$');
            return simpleName(inner < 0 ? name : name.substring(0, inner));
        }
        int lambda = name.indexOf("$$Lambda");
        return lambda < 0 ? simpleName(name) : simpleName(name.substring(0, lambda)) + "-lambda";
    }

    /** Without package and enclosing classes; an anonymous class keeps its number: {@code Bank$1}. */
    public static String simpleName(String name) {
        String simple = name.substring(name.lastIndexOf('.') + 1);
        int inner = simple.lastIndexOf('$');
        return inner >= 0 && inner + 1 < simple.length() && !Character.isDigit(simple.charAt(inner + 1))
                ? simple.substring(inner + 1) : simple;
    }
}
