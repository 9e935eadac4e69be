package dev.moonsim.intercept;

import dev.moonsim.jdk.ClassMembers;
import dev.moonsim.jdk.JdkInternals;
import dev.moonsim.sched.ClassInit;
import dev.moonsim.sched.Task;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.module.ResolvedModule;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Methods that are taken over where they are called, when the call comes by reflection or through a method handle: they
 * lead to the same handlers.
 */
public final class ReflectionArea implements Area {
    @Override
    public void declare(Catalog c) {
        Class<ReflectionArea> by = ReflectionArea.class;
        c.body("java/lang/reflect/Method", "invoke", "(Ljava/lang/Object;[Ljava/lang/Object;)Ljava/lang/Object;")
                .when("isTakenOver").by(by, "invoke");
        String filter = "jdk/internal/reflect/Reflection";
        c.body(filter, "filterFields", "(Ljava/lang/Class;[Ljava/lang/reflect/Field;)[Ljava/lang/reflect/Field;")
                .when("isOfAProgram").by(by, "fieldsAsWritten");
        c.body(filter, "filterMethods", "(Ljava/lang/Class;[Ljava/lang/reflect/Method;)[Ljava/lang/reflect/Method;")
                .when("isOfAProgram").by(by, "methodsAsWritten");
        c.call("java/lang/Class", "getDeclaredMethods0", "(Z)[Ljava/lang/reflect/Method;").onlyIn("java/lang/Class")
                .by(by, "methodsInOrder");
        c.call("java/lang/Class", "getDeclaredConstructors0", "(Z)[Ljava/lang/reflect/Constructor;").onlyIn("java/lang/Class")
                .by(by, "constructorsInOrder");
        c.body("java/lang/ModuleLayer", "modules", "()Ljava/util/Set;").as("(Ljava/lang/ModuleLayer;)Ljava/util/Set;").by(by, "modules");
        String accessor = "()Ljdk/internal/reflect/FieldAccessor;";
        c.before("java/lang/reflect/Field", "getFieldAccessor", accessor).by(by, "fieldUsed");
        c.before("java/lang/reflect/Field", "getOverrideFieldAccessor", accessor).by(by, "fieldUsed");
        String lookup = "java/lang/invoke/MethodHandles$Lookup";
        String find = "(Ljava/lang/Class;Ljava/lang/String;Ljava/lang/invoke/MethodType;)Ljava/lang/invoke/MethodHandle;";
        String field = "(Ljava/lang/Class;Ljava/lang/String;Ljava/lang/Class;)Ljava/lang/invoke/";
        c.call(lookup, "findStaticVarHandle", field + "VarHandle;").by(by, "findStaticVarHandle");
        c.call(lookup, "findStaticGetter", field + "MethodHandle;").by(by, "findStaticGetter");
        c.call(lookup, "findStaticSetter", field + "MethodHandle;").by(by, "findStaticSetter");
        c.call(lookup, "ensureInitialized", "(Ljava/lang/Class;)Ljava/lang/Class;").by(by, "ensureInitialized");
        c.call("java/lang/Class", "forName", "(Ljava/lang/String;ZLjava/lang/ClassLoader;)Ljava/lang/Class;")
                .by(by, "forName");
        c.body(lookup, "findStatic", find).when("isTakenOver").by(by, "find");
        c.body(lookup, "findVirtual", find).when("isTakenOver").by(by, "find");
        c.body(lookup, "unreflect", "(Ljava/lang/reflect/Method;)Ljava/lang/invoke/MethodHandle;")
                .when("isTakenOver").by(by, "unreflect");
    }

    /**
     * The modules of the layer and in the order of their names. The JDK's set is in the order of their hashes, and those the JVM draws
     * before the agent starts, for one module after another in an order that it salts anew at each start.
     */
    public static Set<Module> modules(ModuleLayer layer) {
        TreeMap<String, Module> byName = new TreeMap<>();
        for (ResolvedModule module : layer.configuration().modules()) {
            byName.put(module.name(), layer.findModule(module.name()).orElseThrow());
        }
        return Collections.unmodifiableSet(new LinkedHashSet<>(byName.values()));
    }

    /** The JDK hides members of its own classes only. */
    public static boolean isOfAProgram(Class<?> type, Field[] fields) {
        return type.getClassLoader() != null;
    }

    public static Field[] fieldsAsWritten(Class<?> type, Field[] fields) {
        return ClassMembers.asWritten(fields);
    }

    public static boolean isOfAProgram(Class<?> type, Method[] methods) {
        return type.getClassLoader() != null;
    }

    public static Method[] methodsAsWritten(Class<?> type, Method[] methods) {
        return ClassMembers.asWritten(methods);
    }

    /** In the JVM the order follows from the addresses of names, which depend on its options and on what was loaded before. */
    public static Method[] methodsInOrder(Class<?> type, boolean onlyPublic) {
        return ClassMembers.declaredMethods(type, onlyPublic);
    }

    /** The JVM sorts them with the methods, so their order follows from the addresses of the methods' names. */
    public static Constructor<?>[] constructorsInOrder(Class<?> type, boolean onlyPublic) {
        return ClassMembers.declaredConstructors(type, onlyPublic);
    }

    /** A static field that is used by reflection makes the JVM initialise its class. */
    public static void fieldUsed(Field field) {
        if (Modifier.isStatic(field.getModifiers())) {
            ClassInit.check(field.getDeclaringClass());
        }
    }

    public static VarHandle findStaticVarHandle(MethodHandles.Lookup lookup, Class<?> owner, String name, Class<?> type)
            throws NoSuchFieldException, IllegalAccessException {
        ClassInit.handled(owner);
        return lookup.findStaticVarHandle(owner, name, type);
    }

    public static MethodHandle findStaticGetter(MethodHandles.Lookup lookup, Class<?> owner, String name, Class<?> type)
            throws NoSuchFieldException, IllegalAccessException {
        ClassInit.handled(owner);
        return lookup.findStaticGetter(owner, name, type);
    }

    public static MethodHandle findStaticSetter(MethodHandles.Lookup lookup, Class<?> owner, String name, Class<?> type)
            throws NoSuchFieldException, IllegalAccessException {
        ClassInit.handled(owner);
        return lookup.findStaticSetter(owner, name, type);
    }

    public static Class<?> ensureInitialized(MethodHandles.Lookup lookup, Class<?> type) throws IllegalAccessException {
        Class<?> same = lookup.ensureInitialized(type);
        ClassInit.check(type);
        return same;
    }

    public static Class<?> forName(String name, boolean initialize, ClassLoader loader) throws ClassNotFoundException {
        Class<?> type = Class.forName(name, initialize, loader);
        if (initialize) {
            ClassInit.check(type);
        }
        return type;
    }

    /** The handlers of all hooked calls, by the name of the member and then by its owner and parameters. */
    private static final class Handlers {
        static final Map<String, Map<String, MethodHandle>> BY_NAME = new HashMap<>();

        static {
            for (Hook hook : Catalog.load().hooks()) {
                if (hook.kind() == Hook.Kind.CALL && hook.inApplication()) {
                    BY_NAME.computeIfAbsent(hook.name(), name -> new HashMap<>())
                            .put(hook.owner().replace('/', '.') + parameters(hook.descriptor()), handle(hook));
                }
            }
        }

        private static String parameters(String descriptor) {
            return MethodType.fromMethodDescriptorString(descriptor, null).parameterList().toString();
        }

        /** Typed as the member is, with the receiver first where there is one. */
        private static MethodHandle handle(Hook hook) {
            try {
                Class<?> owner = JdkInternals.type(hook.owner().replace('/', '.'));
                MethodType type = MethodType.fromMethodDescriptorString(hook.descriptor(), null);
                if (!Modifier.isStatic(owner.getDeclaredMethod(hook.name(), type.parameterArray()).getModifiers())) {
                    type = type.insertParameterTypes(0, owner);
                }
                MethodType handler = hook.handlerDescriptor() == null ? type
                        : MethodType.fromMethodDescriptorString(hook.handlerDescriptor(), null);
                Class<?> area = Class.forName(hook.handlerOwner().replace('/', '.'));
                return MethodHandles.publicLookup().findStatic(area, hook.handlerName(), handler).asType(type);
            } catch (ReflectiveOperationException e) {
                throw JdkInternals.missing(hook.toString());
            }
        }

        static MethodHandle of(Class<?> owner, String name, List<Class<?>> parameters) {
            Map<String, MethodHandle> named = BY_NAME.get(name);
            return named == null ? null : named.get(owner.getName() + parameters);
        }
    }

    private static MethodHandle handlerOf(Class<?> owner, String name, Class<?>[] parameters) {
        Task task = owner.getClassLoader() == null ? Task.current() : null;
        if (task == null) {
            return null;
        }
        Task.enterHost();
        try {
            return Handlers.of(owner, name, List.of(parameters));
        } finally {
            Task.leaveHost(task);
        }
    }

    public static boolean isTakenOver(Method method, Object receiver, Object[] arguments) {
        return handlerOf(method.getDeclaringClass(), method.getName(), method.getParameterTypes()) != null;
    }

    public static Object invoke(Method method, Object receiver, Object[] arguments) throws Throwable {
        List<Object> all = new ArrayList<>();
        if (!Modifier.isStatic(method.getModifiers())) {
            all.add(java.util.Objects.requireNonNull(receiver));
        }
        if (arguments != null) {
            all.addAll(java.util.Arrays.asList(arguments));
        }
        MethodHandle handler = handlerOf(method.getDeclaringClass(), method.getName(), method.getParameterTypes());
        if (all.size() != handler.type().parameterCount()) {
            throw new IllegalArgumentException("wrong number of arguments: " + (arguments == null ? 0 : arguments.length)
                    + " expected: " + method.getParameterCount());
        }
        try {
            return handler.invokeWithArguments(all);
        } catch (Throwable t) {
            throw new InvocationTargetException(t);
        }
    }

    public static boolean isTakenOver(MethodHandles.Lookup lookup, Class<?> owner, String name, MethodType type) {
        return handlerOf(owner, name, type.parameterArray()) != null;
    }

    public static MethodHandle find(MethodHandles.Lookup lookup, Class<?> owner, String name, MethodType type) {
        return handlerOf(owner, name, type.parameterArray());
    }

    public static boolean isTakenOver(MethodHandles.Lookup lookup, Method method) {
        return handlerOf(method.getDeclaringClass(), method.getName(), method.getParameterTypes()) != null;
    }

    public static MethodHandle unreflect(MethodHandles.Lookup lookup, Method method) {
        return handlerOf(method.getDeclaringClass(), method.getName(), method.getParameterTypes());
    }
}
