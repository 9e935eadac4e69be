package dev.moonsim.agent;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Names of local variables from a class's debug information, where a slot has one variable only. */
final class LocalNames {
    private LocalNames() {}

    /** For each method, by name and descriptor: slots and names of the variables that {@link Recording} names. */
    static Map<String, Map<Integer, String>> of(ClassReader reader) {
        Map<String, Map<Integer, String>> methods = new HashMap<>();
        reader.accept(new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(int access, String method, String descriptor, String signature,
                    String[] exceptions) {
                Map<Integer, String> names = new HashMap<>();
                Set<Integer> shared = new HashSet<>();
                methods.put(method + descriptor, names);
                return new MethodVisitor(Opcodes.ASM9) {
                    @Override
                    public void visitLocalVariable(String name, String type, String signature, Label start, Label end,
                            int slot) {
                        if (!shared.add(slot)) {
                            names.remove(slot);
                        } else if (Recording.isNamed(type) && !name.equals("this")) {
                            names.put(slot, name);
                        }
                    }
                };
            }
        }, ClassReader.SKIP_FRAMES);
        return methods;
    }
}
