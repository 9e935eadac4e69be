package dev.moonsim.sched;

import dev.moonsim.jdk.ClassMembers;
import dev.moonsim.jdk.JdkInternals;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import jdk.internal.misc.Unsafe;

/**
 * The static fields of one application class, so that a later boot can use the class again: set back to their defaults
 * when the boot begins, and initialised anew, by a copy of the static initialiser that the agent adds, where the JVM would
 * have initialised a fresh class.
 */
public final class StaticState {
    /** How the name of the agent's copy of {@code <clinit>} begins. */
    private static final String COPY = ClassMembers.ADDED + "initialise$";

    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    /** The JVM's place for the data of a hidden class, empty in all others: the shortest way from a class to its state. */
    private static final long CLASS_DATA = JdkInternals.offset(Class.class, "classData", Object.class);
    private static final long ENUM_CONSTANTS = JdkInternals.offset(Class.class, "enumConstants", Object[].class);
    private static final long ENUM_DIRECTORY =
            JdkInternals.offset(Class.class, "enumConstantDirectory", java.util.Map.class);

    final Class<?> type;
    private final MethodHandle initialiser;
    private final long[] references;
    /** Offset and size in bytes of each primitive field. */
    private final long[] primitives;
    private final StaticState superclass;
    /** Its static initialiser has to run before the class is used in this boot. */
    boolean stale;
    /** Nothing is left to be done before the class is used, here or in a superclass. */
    boolean ready = true;
    /** What ended its initialisation in this boot. */
    Throwable failure;

    private StaticState(Class<?> type, MethodHandle initialiser, long[] references, long[] primitives,
            StaticState superclass) {
        this.type = type;
        this.initialiser = initialiser;
        this.references = references;
        this.primitives = primitives;
        this.superclass = superclass;
    }

    /** The name of the copy; each class has its own, so that none is inherited. */
    public static String copyName(String internalName) {
        return COPY.concat(internalName.replace('/', '$'));
    }

    /** The state of a class that was used before; null for any other. */
    static StaticState of(Class<?> type) {
        return UNSAFE.getReference(type, CLASS_DATA) instanceof StaticState state ? state : null;
    }

    /**
     * Makes the state of a class that is initialised, once.
     *
     * @return null where the class is not initialised yet, so that the JVM will do it
     * @throws LinkageError where a class that it names cannot be loaded
     */
    public static StaticState capture(Class<?> type) {
        StaticState known = of(type);
        if (known != null || UNSAFE.shouldBeInitialized(type) || type.isHidden()) {
            return known;
        }
        Class<?> parent = type.getSuperclass();
        StaticState superclass = parent == null || parent.getClassLoader() != type.getClassLoader() ? null : capture(parent);
        List<Long> references = new ArrayList<>();
        List<Long> primitives = new ArrayList<>();
        for (Field field : ClassMembers.rewrittenFields(type)) {
            int modifiers = field.getModifiers();
            if (Modifier.isStatic(modifiers) && !Modifier.isFinal(modifiers)) {
                if (field.getType().isPrimitive()) {
                    primitives.add(UNSAFE.staticFieldOffset(field));
                    primitives.add((long) size(field.getType()));
                } else {
                    references.add(UNSAFE.staticFieldOffset(field));
                }
            }
        }
        MethodHandle initialiser = null;
        try {
            initialiser = JdkInternals.lookup(type).findStatic(type, copyName(type.getName().replace('.', '/')),
                     MethodType.methodType(void.class));
        } catch (NoSuchMethodException e) {
            // nothing to run
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
        StaticState state = new StaticState(type, initialiser, array(references), array(primitives), superclass);
        UNSAFE.putReferenceVolatile(type, CLASS_DATA, state);
        return state;
    }

    private static long[] array(List<Long> list) {
        long[] array = new long[list.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = list.get(i);
        }
        return array;
    }

    private static int size(Class<?> primitive) {
        return primitive == long.class || primitive == double.class ? 8
                : primitive == int.class || primitive == float.class ? 4
                : primitive == short.class || primitive == char.class ? 2 : 1;
    }

    /** A boot begins that uses the class again. Called for superclasses before subclasses or after, in any order. */
    public void reset() {
        for (long offset : references) {
            UNSAFE.putReference(type, offset, null);
        }
        for (int i = 0; i < primitives.length; i += 2) {
            for (long at = primitives[i]; at < primitives[i] + primitives[i + 1]; at++) {
                UNSAFE.putByte(type, at, (byte) 0);
            }
        }
        if (type.isEnum()) {
            UNSAFE.putReference(type, ENUM_CONSTANTS, null);
            UNSAFE.putReference(type, ENUM_DIRECTORY, null);
        }
        stale = initialiser != null;
        ready = false;
        failure = null;
    }

    StaticState superclass() {
        return superclass;
    }

    void initialise() throws Throwable {
        initialiser.invokeExact();
    }

    /** Whether some task may hold a class's monitor, which one that died would never give back. */
    public static boolean mayBeLocked(Class<?> type) {
        return (UNSAFE.getLong(type, 0L) & 3) != 1; // HotSpot's mark word: 01 where it is neither locked nor inflated
    }
}
