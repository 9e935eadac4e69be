package dev.moonsim.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleReader;
import java.lang.module.ResolvedModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The native methods of all modules that the running JDK gives a program on the class path. */
final class JdkNatives {
    /** @param interfaces of its class, through which it may be called */
    record Native(String module, String type, String name, List<String> interfaces) {
        List<String> types() {
            List<String> types = new ArrayList<>(interfaces);
            types.add(type);
            return types;
        }

        @Override
        public String toString() {
            return module + " " + type + "." + name;
        }
    }

    private JdkNatives() {}

    static List<Native> read() {
        List<Native> natives = new ArrayList<>();
        readAll(ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG, (module, reader) -> {
            List<String> interfaces = Stream.of(reader.getInterfaces()).map(i -> i.replace('/', '.')).toList();
            return new ClassVisitor(Opcodes.ASM9) {
                @Override
                public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
                    if ((access & Opcodes.ACC_NATIVE) != 0) {
                        natives.add(new Native(module, reader.getClassName().replace('/', '.'), name, interfaces));
                    }
                    return null;
                }
            };
        });
        return natives;
    }

    /** Where a class of the JDK calls one of these methods in its static initialiser, or a class has a handle of one. */
    static List<String> early(Set<String> methods) {
        List<String> found = new ArrayList<>();
        readAll(ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES, (module, reader) -> new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(int access, String caller, String descriptor, String signature, String[] exceptions) {
                return new MethodVisitor(Opcodes.ASM9) {
                    @Override
                    public void visitMethodInsn(int opcode, String owner, String name, String type, boolean isInterface) {
                        if (caller.equals("<clinit>")) {
                            look(owner, name, type);
                        }
                    }

                    @Override
                    public void visitInvokeDynamicInsn(String name, String type, Handle bootstrap, Object... arguments) {
                        for (Object argument : arguments) {
                            if (argument instanceof Handle handle) {
                                look(handle.getOwner(), handle.getName(), handle.getDesc());
                            }
                        }
                    }

                    private void look(String owner, String name, String type) {
                        if (methods.contains(HookIndex.key(owner, name, type))) {
                            found.add(reader.getClassName() + "." + caller + " calls " + owner + "." + name);
                        }
                    }
                };
            }
        });
        return found;
    }

    interface Visit {
        ClassVisitor of(String module, ClassReader reader);
    }

    /** Shows each class file of the modules. */
    static void readAll(int options, Visit visit) {
        for (ResolvedModule module : ModuleLayer.boot().configuration().modules()) {
            try (ModuleReader reader = module.reference().open(); Stream<String> names = reader.list()) {
                for (String name : (Iterable<String>) names.filter(n -> n.endsWith(".class")).sorted()::iterator) {
                    try (InputStream in = reader.open(name).orElseThrow()) {
                        ClassReader type = new ClassReader(in);
                        type.accept(visit.of(module.name(), type), options);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
