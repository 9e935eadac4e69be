package dev.moonsim.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What has a parity test: the running JDK's own public types of {@code java.util.concurrent} and its packages below, and
 * {@code Thread} with its relatives, against what the parity tests claim and their class files call. A type is covered
 * where a test claims it ({@link Covers}); a method, where the constant pool of a test that claims its type names it
 * with that type, or one below, as the owner.
 */
class TableTest {
    private static final List<String> PACKAGES =
            List.of("java.util.concurrent", "java.util.concurrent.atomic", "java.util.concurrent.locks");
    private static final List<Class<?>> RELATIVES = List.of(Thread.class, Thread.Builder.class,
            Thread.Builder.OfPlatform.class, Thread.Builder.OfVirtual.class, ThreadGroup.class, ThreadLocal.class,
            InheritableThreadLocal.class, ScopedValue.class, ScopedValue.Carrier.class, java.util.Timer.class,
            java.util.TimerTask.class);
    /** Interfaces whose methods are tested where they are implemented. */
    private static final Set<Class<?>> TESTED_BELOW = Set.of(ConcurrentMap.class, ConcurrentNavigableMap.class,
            CompletionStage.class);
    /** What every object or collection has; a collection's test calls those that are more than that. */
    private static final Set<String> ORDINARY = Set.of("toString", "hashCode", "equals", "clone", "iterator", "spliterator",
            "toArray", "forEach", "removeIf", "removeAll", "retainAll", "containsAll", "addAll", "stream");

    private static final Path CLASSES = Path.of("target/test-classes/dev/moonsim/parity");

    @Test
    void everyTypeHasAParityTest() throws Exception {
        Map<Class<?>, Set<Class<?>>> claims = claims();
        Set<String> missing = new TreeSet<>();
        for (Class<?> type : types()) {
            if (!claims.containsKey(type) && !TESTED_BELOW.contains(type)) {
                missing.add(type.getName());
            }
        }
        assertTrue(missing.isEmpty(), () -> missing.size() + " public types of the JDK without a parity test:\n"
                + String.join("\n", missing));
    }

    @Test
    void everyPublicMethodIsCalledByATestOfItsType() throws Exception {
        Map<Class<?>, Set<Class<?>>> claims = claims();
        Set<String> missing = new TreeSet<>();
        int called = 0;
        for (Map.Entry<Class<?>, Set<Class<?>>> claim : claims.entrySet()) {
            Set<String> calls = new HashSet<>();
            for (Class<?> test : claim.getValue()) {
                calls.addAll(callsOf(test));
            }
            for (String method : methodsToCall(claim.getKey())) {
                if (isCalled(claim.getKey(), method, calls)) {
                    called++;
                } else {
                    missing.add(claim.getKey().getName() + "." + method);
                }
            }
        }
        int count = called;
        System.out.println("parity: " + claims.size() + " types, " + count + " public methods called by a test of their type");
        assertTrue(missing.isEmpty(), () -> missing.size() + " public methods that no parity test of their type calls ("
                + count + " are called):\n" + String.join("\n", missing));
    }

    @Test
    void nothingIsClaimedInVain() throws Exception {
        for (Map.Entry<Class<?>, Set<Class<?>>> claim : claims().entrySet()) {
            for (Class<?> test : claim.getValue()) {
                assertTrue(typesIn(test).contains(claim.getKey().getName()),
                        () -> test.getName() + " claims " + claim.getKey().getName() + " and never names it");
            }
        }
    }

    @Test
    void theTableSeesAMethodThatNobodyCalls() throws Exception {
        Set<String> calls = Set.of("java.lang.Thread.start()");
        assertTrue(isCalled(Thread.class, "start()", calls));
        assertEquals(false, isCalled(Thread.class, "join()", calls));
    }

    // ---- what the JDK has ----

    private static List<Class<?>> types() throws Exception {
        List<Class<?>> types = new ArrayList<>(RELATIVES);
        Path base = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/java.base");
        for (String name : PACKAGES) {
            try (Stream<Path> files = Files.list(base.resolve(name.replace('.', '/')))) {
                for (Path file : files.sorted().toList()) {
                    String simple = file.getFileName().toString();
                    if (simple.endsWith(".class") && !simple.equals("package-info.class")) {
                        Class<?> type = Class.forName(name + "." + simple.substring(0, simple.length() - 6), false, null);
                        if (isPublic(type)) {
                            types.add(type);
                        }
                    }
                }
            }
        }
        assertTrue(types.size() > 80, types::toString);
        return types;
    }

    private static boolean isPublic(Class<?> type) {
        for (Class<?> t = type; t != null; t = t.getDeclaringClass()) {
            if (!Modifier.isPublic(t.getModifiers())) {
                return false;
            }
        }
        return !type.isAnonymousClass();
    }

    private static Set<String> methodsToCall(Class<?> type) {
        Set<String> methods = new TreeSet<>();
        if (type.isEnum() || TESTED_BELOW.contains(type)) {
            return methods;
        }
        for (Method method : type.getDeclaredMethods()) {
            boolean ours = type != Object.class || method.getName().matches("wait|notify|notifyAll");
            boolean ordinary = ORDINARY.contains(method.getName()) && type != Thread.class && type != ThreadGroup.class
                    || method.getName().matches("readObject|writeObject");
            if (Modifier.isPublic(method.getModifiers()) && !method.isSynthetic() && ours && !ordinary) {
                methods.add(signature(method));
            }
        }
        return methods;
    }

    private static String signature(Executable method) {
        return method.getName() + Arrays.stream(method.getParameterTypes()).map(Class::getName)
                .collect(Collectors.joining(", ", "(", ")"));
    }

    // ---- what the tests claim and call ----

    private static Map<Class<?>, Set<Class<?>>> claims() throws Exception {
        Map<Class<?>, Set<Class<?>>> claims = new HashMap<>();
        try (Stream<Path> files = Files.list(CLASSES)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith("Parity.class")) {
                    Class<?> test = Class.forName("dev.moonsim.parity." + name.substring(0, name.length() - 6));
                    Covers covers = test.getAnnotation(Covers.class);
                    if (covers != null) {
                        for (Class<?> type : covers.value()) {
                            claims.computeIfAbsent(type, t -> new HashSet<>()).add(test);
                        }
                    }
                }
            }
        }
        return claims;
    }

    /** The class files of a test: its own and those of classes within it. */
    private static List<ClassModel> models(Class<?> test) throws IOException {
        List<ClassModel> models = new ArrayList<>();
        try (Stream<Path> files = Files.list(CLASSES)) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().matches(test.getSimpleName() + "(\\$.*)?\\.class")) {
                    models.add(ClassFile.of().parse(file));
                }
            }
        }
        return models;
    }

    /** All methods that a test's class files name, as {@code owner.name(parameters)}. */
    private static Set<String> callsOf(Class<?> test) throws Exception {
        Set<String> calls = new HashSet<>();
        for (ClassModel model : models(test)) {
            for (PoolEntry entry : model.constantPool()) {
                if (entry instanceof MemberRefEntry member && member.type().stringValue().startsWith("(")) {
                    var type = java.lang.constant.MethodTypeDesc.ofDescriptor(member.type().stringValue());
                    StringBuilder parameters = new StringBuilder();
                    for (var parameter : type.parameterList()) {
                        Class<?> resolved = parameter.resolveConstantDesc(java.lang.invoke.MethodHandles.lookup());
                        parameters.append(parameters.isEmpty() ? "" : ", ").append(resolved.getName());
                    }
                    calls.add(member.owner().asInternalName().replace('/', '.') + "." + member.name().stringValue()
                            + "(" + parameters + ")");
                }
            }
        }
        return calls;
    }

    private static Set<String> typesIn(Class<?> test) throws IOException {
        Set<String> names = new HashSet<>();
        for (ClassModel model : models(test)) {
            for (PoolEntry entry : model.constantPool()) {
                if (entry instanceof ClassEntry type) {
                    names.add(type.asInternalName().replace('/', '.'));
                }
            }
        }
        return names;
    }

    /** Called with the type itself, or one below it, as the owner. */
    private static boolean isCalled(Class<?> type, String method, Set<String> calls) throws ClassNotFoundException {
        for (String call : calls) {
            if (call.endsWith("." + method)) {
                String owner = call.substring(0, call.length() - method.length() - 1);
                if (!owner.startsWith("[")
                        && type.isAssignableFrom(Class.forName(owner, false, TableTest.class.getClassLoader()))) {
                    return true;
                }
            }
        }
        return false;
    }
}
