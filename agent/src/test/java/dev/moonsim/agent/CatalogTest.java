package dev.moonsim.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.moonsim.intercept.Catalog;
import dev.moonsim.intercept.Hook;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Every hook against the running JDK and against the area that handles it. */
class CatalogTest {
    private static final Map<String, ClassFile> READ = new HashMap<>();

    private record ClassFile(Map<String, Integer> methods, Map<String, Integer> fields, String superName) {
        static ClassFile of(String name) throws IOException {
            byte[] bytes;
            String file = "/" + name + ".class";
            InputStream in = Object.class.getResourceAsStream(file);
            for (Module module : ModuleLayer.boot().modules()) {
                in = in != null ? in : module.getResourceAsStream(file);
            }
            in = in != null ? in : CatalogTest.class.getResourceAsStream(file);
            assertNotNull(in, "no class " + name);
            try (InputStream open = in) {
                bytes = open.readAllBytes();
            }
            Map<String, Integer> methods = new HashMap<>();
            Map<String, Integer> fields = new HashMap<>();
            String[] parent = new String[1];
            new ClassReader(bytes).accept(new ClassVisitor(Opcodes.ASM9) {
                @Override
                public void visit(int version, int access, String name, String signature, String superName,
                        String[] interfaces) {
                    parent[0] = superName;
                }

                @Override
                public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
                        String[] exceptions) {
                    methods.put(name + descriptor, access);
                    return null;
                }

                @Override
                public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
                    fields.put(name + descriptor, access);
                    return null;
                }
            }, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
            return new ClassFile(methods, fields, parent[0]);
        }
    }

    private static ClassFile read(String name) throws IOException {
        ClassFile file = READ.get(name);
        if (file == null) {
            file = ClassFile.of(name);
            READ.put(name, file);
        }
        return file;
    }

    static Stream<Hook> hooks() {
        return Catalog.load().hooks().stream();
    }

    @ParameterizedTest
    @MethodSource("hooks")
    void memberIsInTheRunningJdk(Hook hook) throws IOException {
        if (isOfManyClasses(hook)) {
            return;
        }
        Integer access = access(hook);
        assertNotNull(access, "the JDK has no " + hook);
        switch (hook.kind()) {
            case BODY, BEFORE, AFTER -> assertEquals(0, access & (Opcodes.ACC_NATIVE | Opcodes.ACC_ABSTRACT),
                    "no body to hook: " + hook);
            case REFUSE -> assertTrue((access & (Opcodes.ACC_NATIVE | Opcodes.ACC_ABSTRACT)) != 0, "no native: " + hook);
            case STATIC_READ -> assertTrue((access & Opcodes.ACC_STATIC) != 0, "not static: " + hook);
            case CALL -> {
                for (String place : hook.classes()) {
                    int method = place.indexOf('#');
                    ClassFile caller = read(method < 0 ? place : place.substring(0, method));
                    if (method >= 0) {
                        String name = place.substring(method + 1);
                        assertTrue(caller.methods().keySet().stream().anyMatch(m -> m.startsWith(name + "(")),
                                "no method " + place);
                    }
                }
            }
        }
    }

    private static boolean isOfManyClasses(Hook hook) {
        return hook.owner().equals(Hook.ANY_JDK_CLASS) || hook.owner().equals(Hook.LOADERS_OF_THE_PROGRAM);
    }

    /** Of the member; one that is read or called may be inherited, and is named by the subclass there. */
    private Integer access(Hook hook) throws IOException {
        String member = hook.name() + hook.descriptor();
        boolean mayBeInherited = hook.kind() == Hook.Kind.STATIC_READ || hook.kind() == Hook.Kind.CALL;
        ClassFile owner = read(hook.owner());
        while (true) {
            Integer access = hook.kind() == Hook.Kind.STATIC_READ ? owner.fields().get(member) : owner.methods().get(member);
            if (access != null || !mayBeInherited || owner.superName() == null) {
                return access;
            }
            owner = read(owner.superName());
        }
    }

    @ParameterizedTest
    @MethodSource("hooks")
    void handlerFits(Hook hook) throws IOException {
        ClassFile area = read(hook.handlerOwner());
        List<String> wanted = new ArrayList<>();
        boolean isStatic = !isOfManyClasses(hook) && (hook.kind() == Hook.Kind.STATIC_READ
                || (access(hook) & Opcodes.ACC_STATIC) != 0);
        String handler = CallHooks.handlerDescriptor(hook, isStatic);
        String parameters = handler.substring(0, handler.indexOf(')') + 1);
        switch (hook.kind()) {
            case BEFORE, AFTER -> wanted.add(hook.handlerName() + parameters + "V");
            default -> wanted.add(hook.handlerName() + handler);
        }
        if (hook.guard() != null) {
            wanted.add(hook.guard() + parameters + Type.BOOLEAN_TYPE.getDescriptor());
        }
        for (String method : wanted) {
            Integer access = area.methods().get(method);
            assertNotNull(access, hook.handlerOwner() + " has no " + method + " for " + hook);
            assertTrue((access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC)) == (Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC),
                    method + " must be public and static");
        }
    }

    @Test
    void noMemberIsHookedTwice() {
        Map<String, Hook> seen = new HashMap<>();
        for (Hook hook : Catalog.load().hooks()) {
            if (hook.kind() == Hook.Kind.BODY) {
                Hook other = seen.put(hook.owner() + hook.name() + hook.descriptor(), hook);
                assertEquals(null, other, "hooked twice: " + hook);
            }
        }
    }
}
