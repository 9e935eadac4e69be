package dev.moonsim.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import jdk.internal.misc.Unsafe;

/**
 * What rewriting changes in the members of a class, and what reflection shows in its place: the class as it was written. A
 * changed member bears a mark, a combination of modifiers that no compiler makes and the JVM does not look at; so the class
 * file alone says what it was.
 */
public final class ClassMembers {
    /** How the names of methods begin that rewriting adds. */
    public static final String ADDED = "moonsim$";

    private static final int BRIDGE = 0x40;
    private static final int TRANSIENT = 0x80;
    private static final int SYNTHETIC = 0x1000;
    private static final int ENUM = 0x4000;

    /** The modifiers of a method that rewriting adds under the name of one that the class would inherit: no bridge is strict. */
    public static final int ADDED_OVERRIDE = Modifier.PUBLIC | Modifier.STRICT | BRIDGE | SYNTHETIC;

    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    private static final long FIELD_MODIFIERS = JdkInternals.offset(Field.class, "modifiers", int.class);
    private static final long TRUSTED_FINAL = JdkInternals.offset(Field.class, "trustedFinal", boolean.class);
    private static final long METHOD_MODIFIERS = JdkInternals.offset(Method.class, "modifiers", int.class);
    private static final MethodHandle DECLARED_FIELDS;
    private static final MethodHandle DECLARED_METHODS;
    private static final MethodHandle DECLARED_CONSTRUCTORS;

    static {
        try {
            DECLARED_FIELDS = JdkInternals.lookup(Class.class).findVirtual(Class.class, "getDeclaredFields0",
                    MethodType.methodType(Field[].class, boolean.class));
            DECLARED_METHODS = JdkInternals.lookup(Class.class).findVirtual(Class.class, "getDeclaredMethods0",
                    MethodType.methodType(Method[].class, boolean.class));
            DECLARED_CONSTRUCTORS = JdkInternals.lookup(Class.class).findVirtual(Class.class, "getDeclaredConstructors0",
                    MethodType.methodType(Constructor[].class, boolean.class));
        } catch (ReflectiveOperationException e) {
            throw JdkInternals.missing(e.getMessage());
        }
    }

    private ClassMembers() {}

    /** The modifiers of a static field that loses its {@code final}. A constant of an enum has another mark. */
    public static int withoutFinal(int modifiers) {
        int open = modifiers & ~Modifier.FINAL;
        return (modifiers & ENUM) != 0 ? open & ~TRANSIENT : open | ENUM | TRANSIENT;
    }

    /** The modifiers of a method that loses its {@code synchronized}. */
    public static int withoutSynchronized(int modifiers) {
        int open = modifiers & ~Modifier.SYNCHRONIZED;
        return (modifiers & SYNTHETIC) != 0 ? open : open | BRIDGE;
    }

    /** The methods as the JVM has them, each a new object, in the order of names, parameters and result. */
    public static Method[] declaredMethods(Class<?> type, boolean onlyPublic) {
        Method[] methods;
        try {
            methods = (Method[]) DECLARED_METHODS.invokeExact(type, onlyPublic);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
        Arrays.sort(methods, ClassMembers::inOrder);
        return methods;
    }

    /** The constructors as the JVM has them, each a new object, in the order of parameters. */
    public static Constructor<?>[] declaredConstructors(Class<?> type, boolean onlyPublic) {
        Constructor<?>[] constructors;
        try {
            constructors = (Constructor<?>[]) DECLARED_CONSTRUCTORS.invokeExact(type, onlyPublic);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
        if (constructors.length > 1) {
            Arrays.sort(constructors, ClassMembers::parametersInOrder);
        }
        return constructors;
    }

    private static int inOrder(Method one, Method other) {
        int order = one.getName().compareTo(other.getName());
        if (order == 0) {
            order = parametersInOrder(one, other);
        }
        return order != 0 ? order : one.getReturnType().getName().compareTo(other.getReturnType().getName());
    }

    private static int parametersInOrder(Executable one, Executable other) {
        Class<?>[] mine = one.getParameterTypes();
        Class<?>[] its = other.getParameterTypes();
        int order = Integer.compare(mine.length, its.length);
        for (int i = 0; i < mine.length && order == 0; i++) {
            order = mine[i].getName().compareTo(its[i].getName());
        }
        return order;
    }

    /** The fields as the JVM has them, each a new object. */
    public static Field[] rewrittenFields(Class<?> type) {
        try {
            return (Field[]) DECLARED_FIELDS.invokeExact(type, false);
        } catch (Throwable t) {
            throw JdkInternals.rethrow(t);
        }
    }

    /** Gives new objects of the JVM the modifiers they were written with. */
    public static Field[] asWritten(Field[] fields) {
        for (Field field : fields) {
            int modifiers = UNSAFE.getInt(field, FIELD_MODIFIERS);
            if ((modifiers & (Modifier.STATIC | Modifier.FINAL | ENUM)) == (Modifier.STATIC | ENUM)) {
                int written = (modifiers & TRANSIENT) != 0 ? modifiers & ~(ENUM | TRANSIENT) : modifiers;
                UNSAFE.putInt(field, FIELD_MODIFIERS, written | Modifier.FINAL);
                UNSAFE.putBoolean(field, TRUSTED_FINAL, true);
            }
        }
        return fields;
    }

    /** As {@link #asWritten(Field[])}, and leaves out what was added. */
    public static Method[] asWritten(Method[] methods) {
        int kept = 0;
        Method[] written = new Method[methods.length];
        for (Method method : methods) {
            int modifiers = UNSAFE.getInt(method, METHOD_MODIFIERS);
            if ((modifiers & SYNTHETIC) != 0 && method.getName().startsWith(ADDED) || modifiers == ADDED_OVERRIDE) {
                continue;
            }
            if ((modifiers & (BRIDGE | SYNTHETIC)) == BRIDGE) {
                UNSAFE.putInt(method, METHOD_MODIFIERS, modifiers & ~BRIDGE | Modifier.SYNCHRONIZED);
            }
            written[kept++] = method;
        }
        return kept == methods.length ? methods : Arrays.copyOf(written, kept);
    }
}
