package dev.moonsim.parity;

import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which public members of classes of the running JDK the class files of parity cases call. */
final class ParityTable {
    private static final Set<String> ORDINARY = Set.of("toString", "hashCode", "equals", "clone");

    private final Set<String> calls = new HashSet<>();
    private int called;

    /** @param cases a directory of class files */
    ParityTable(Path cases) throws Exception {
        try (Stream<Path> files = Files.list(cases)) {
            for (Path file : files.toList()) {
                for (PoolEntry entry : ClassFile.of().parse(file).constantPool()) {
                    if (entry instanceof MemberRefEntry member && member.type().stringValue().startsWith("(")) {
                        calls.add(member.owner().asInternalName().replace('/', '.') + "." + member.name().stringValue()
                                + parameters(member.type().stringValue()));
                    }
                }
            }
        }
    }

    /**
     * Adds the public methods that no case calls, with the class or one below it as the owner.
     *
     * @param caller the class as which cases call the methods of {@code type}
     */
    void missing(Class<?> type, Class<?> caller, Predicate<? super Method> wanted, Set<String> missing) throws Exception {
        for (Method method : type.getDeclaredMethods()) {
            if (isPublic(method) && !ORDINARY.contains(method.getName()) && wanted.test(method)) {
                count(type, method.getName() + parameters(method), caller, missing);
            }
        }
    }

    /** The same for public constructors. */
    void missingConstructors(Class<?> type, Predicate<? super Constructor<?>> wanted, Set<String> missing) throws Exception {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (isPublic(constructor) && wanted.test(constructor)) {
                count(type, "<init>" + parameters(constructor), type, missing);
            }
        }
    }

    private void count(Class<?> type, String signature, Class<?> caller, Set<String> missing) throws Exception {
        if (isCalled(caller, signature)) {
            called++;
        } else {
            missing.add(type.getName() + "." + signature);
        }
    }

    int called() {
        return called;
    }

    private static boolean isPublic(Executable member) {
        return Modifier.isPublic(member.getModifiers()) && !member.isSynthetic();
    }

    private static String parameters(Executable member) {
        return Arrays.stream(member.getParameterTypes()).map(Class::getName).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String parameters(String descriptor) {
        return MethodTypeDesc.ofDescriptor(descriptor).parameterList().stream().map(ParityTable::name)
                .collect(Collectors.joining(", ", "(", ")"));
    }

    /** As {@code Class.getName()}. */
    private static String name(ClassDesc type) {
        String descriptor = type.descriptorString().replace('/', '.');
        return type.isPrimitive() ? type.displayName()
                : type.isArray() ? descriptor : descriptor.substring(1, descriptor.length() - 1);
    }

    private boolean isCalled(Class<?> type, String signature) throws ClassNotFoundException {
        for (String call : calls) {
            if (call.endsWith("." + signature)) {
                String owner = call.substring(0, call.length() - signature.length() - 1);
                if (owner.startsWith("[")) {
                    continue;
                }
                if (type.isAssignableFrom(Class.forName(owner, false, ParityTable.class.getClassLoader()))) {
                    return true;
                }
            }
        }
        return false;
    }
}
