package dev.moonsim.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.moonsim.intercept.Catalog;
import dev.moonsim.intercept.Hook;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Calls of {@code hashCode} by the JDK's own code. Compilers name {@code Object} in them unless the type is an interface (or a class
 * with a {@code hashCode} of its own), so the hook names interfaces: here they are held against the running JDK. An interface that
 * declares {@code hashCode} itself mostly demands a hash by content ({@code List}, {@code Path}), and is not asked for; those that
 * do not ({@code Collection}, {@code Principal}) were chosen by hand.
 */
class HashCallsTest {
    /** What is needed of a class file. */
    private record Type(String superType, List<String> interfaces, int access, boolean isSealed, boolean isExported, boolean declares) {
        boolean isInterface() {
            return (access & Opcodes.ACC_INTERFACE) != 0;
        }

        /** By a class of the program: the other kind of object that may have no hash but its identity. */
        boolean mayBeImplemented() {
            return isExported && !isSealed && (access & Opcodes.ACC_PUBLIC) != 0;
        }
    }

    private static final String OBJECT = "java/lang/Object";
    /** Tags of the constant pool. */
    private static final int METHOD = 10;
    private static final int INTERFACE_METHOD = 11;
    private static final Map<String, Type> TYPES = new HashMap<>();
    /** By the type that the call names, one class that has it. */
    private static final Map<String, String> CALLS = new TreeMap<>();
    private static final Set<String> LISTED = new TreeSet<>();

    @BeforeAll
    static void read() {
        JdkNatives.readAll(ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG, (module, reader) -> new ClassVisitor(Opcodes.ASM9) {
            private boolean isSealed;
            private boolean declares;

            @Override
            public void visitPermittedSubclass(String permitted) {
                isSealed = true;
            }

            @Override
            public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
                boolean isHash = name.equals("hashCode") && descriptor.equals("()I");
                declares |= isHash && (access & Opcodes.ACC_STATIC) == 0;
                return null;
            }

            @Override
            public void visitEnd() {
                findCalls(reader);
                String name = reader.getClassName();
                int end = name.lastIndexOf('/');
                boolean isExported = end > 0 && ModuleLayer.boot().findModule(module).orElseThrow()
                        .isExported(name.substring(0, end).replace('/', '.'));
                TYPES.put(name, new Type(reader.getSuperName(), List.of(reader.getInterfaces()), reader.getAccess(), isSealed,
                        isExported, declares));
            }
        });
        for (Hook hook : Catalog.load().hooks()) {
            if (hook.owner().equals(OBJECT) && hook.name().equals("hashCode")) {
                LISTED.addAll(hook.interfaces());
            }
        }
    }

    @Test
    void everyInterfaceWhoseObjectsMayHaveOnlyTheirIdentityIsHooked() {
        Set<String> identities = new HashSet<>();
        TYPES.forEach((name, type) -> {
            if ((type.access() & (Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT)) == 0 && hasIdentityHash(name)) {
                addInterfaces(name, identities);
            }
        });
        Set<String> missing = new TreeSet<>();
        CALLS.forEach((owner, caller) -> {
            Type type = TYPES.get(owner);
            if (type != null && type.isInterface() && !type.declares() && !LISTED.contains(owner)
                    && (identities.contains(owner) || type.mayBeImplemented())) {
                missing.add(owner + ", called by " + caller);
            }
        });
        assertEquals(Set.of(), missing, "interfaces on which the JDK calls hashCode and the hook does not");
    }

    @Test
    void whatIsListedIsCalled() {
        Set<String> gone = new TreeSet<>(LISTED);
        gone.removeAll(CALLS.keySet());
        assertEquals(Set.of(), gone, "interfaces that the hook names and no class of the JDK calls");
    }

    /** A class without a {@code hashCode} of its own would be one more kind of owner that the hook must name. */
    @Test
    void noOtherClassIsNamedInPlaceOfObject() {
        Set<String> inherited = new TreeSet<>();
        CALLS.forEach((owner, caller) -> {
            Type type = TYPES.get(owner);
            boolean isClass = type == null || !type.isInterface();
            if (isClass && !owner.equals(OBJECT) && (type == null || hasIdentityHash(owner))) {
                inherited.add(owner + ", called by " + caller);
            }
        });
        assertEquals(Set.of(), inherited, "classes with Object's hashCode that calls name, and arrays");
    }

    private static boolean hasIdentityHash(String name) {
        for (String at = name; at != null && !at.equals(OBJECT); at = TYPES.get(at).superType()) {
            if (TYPES.get(at).declares()) {
                return false;
            }
        }
        return true;
    }

    private static void addInterfaces(String name, Set<String> to) {
        for (String at = name; at != null; at = TYPES.get(at).superType()) {
            for (String type : TYPES.get(at).interfaces()) {
                if (to.add(type)) {
                    addInterfaces(type, to);
                }
            }
        }
    }

    /** Types that calls and method references name: all in the constant pool, without a look at the code. */
    private static void findCalls(ClassReader reader) {
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int i = 1; i < reader.getItemCount(); i++) {
            int at = reader.getItem(i);
            int tag = at == 0 ? 0 : reader.readByte(at - 1);
            if (tag == METHOD || tag == INTERFACE_METHOD) {
                int nameAndType = reader.getItem(reader.readUnsignedShort(at + 2));
                if (reader.readUTF8(nameAndType, buffer).equals("hashCode") && reader.readUTF8(nameAndType + 2, buffer).equals("()I")) {
                    CALLS.putIfAbsent(reader.readClass(at, buffer), reader.getClassName());
                }
            }
        }
    }
}
