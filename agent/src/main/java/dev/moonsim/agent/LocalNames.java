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

/**
 * What a class's debug information says about a method.
 *
 * @param line the first one, 0 where there is none
 * @param variables slots and names of the variables that {@link Recording} names; slots with several are left out
 */
record LocalNames(int[] line, Map<Integer, String> variables) {
    /** For each method, by name and descriptor. */
    static Map<String, LocalNames> of(ClassReader reader) {
        Map<String, LocalNames> methods = new HashMap<>();
        reader.accept(new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(int access, String method, String descriptor, String signature,
                    String[] exceptions) {
                Map<Integer, String> names = new HashMap<>();
                Set<Integer> shared = new HashSet<>();
                int[] line = new int[1];
                methods.put(method + descriptor, new LocalNames(line, names));
                return new MethodVisitor(Opcodes.ASM9) {
                    @Override
                    public void visitLineNumber(int number, Label start) {
                        line[0] = line[0] == 0 ? number : line[0];
                    }

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
