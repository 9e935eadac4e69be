package dev.moonsim.cli;

import dev.moonsim.api.spi.PropertyKind;
import dev.moonsim.config.ProgramCheck;
import dev.moonsim.property.PropertyResult;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The assertions that a program has, found in its class files without running anything: those with a literal message, in
 * all classes that can be reached from its main class by name. What no run evaluates is known by this alone.
 */
final class AssertionCatalogue {
    private static final String API = "dev/moonsim/api/Assert";
    private static final String SDK = "com/antithesis/sdk/Assert";

    private final List<PropertyResult> found = new ArrayList<>();
    private final Set<List<Object>> seen = new HashSet<>();

    /** All assertions found so far, in no order that matters. */
    List<PropertyResult> found() {
        return found;
    }

    /** Looks through a program; a class path entry that cannot be read is not there. */
    void add(String mainClass, List<Path> classPath) {
        try (ProgramCheck.Classes classes = new ProgramCheck.Classes(classPath)) {
            ArrayDeque<String> open = new ArrayDeque<>(List.of(mainClass.replace('.', '/')));
            while (!open.isEmpty()) {
                String name = open.poll();
                byte[] bytes = seen.add(List.of(name, classPath)) ? classes.find(name) : null;
                if (bytes == null) {
                    continue;
                }
                try {
                    look(new ClassReader(bytes), open);
                } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                    // newer than the reader, or broken: the JVM will say what it thinks of it
                }
            }
        }
    }

    private void look(ClassReader reader, ArrayDeque<String> open) {
        char[] buffer = new char[reader.getMaxStringLength()];
        boolean asserts = false;
        for (int i = 1; i < reader.getItemCount(); i++) {
            int at = reader.getItem(i);
            if (at != 0 && reader.readByte(at - 1) == 7) { // a class
                String name = reader.readUTF8(at, buffer);
                if (name.startsWith("[")) {
                    int element = name.lastIndexOf('[') + 1;
                    name = name.charAt(element) == 'L' ? name.substring(element + 1, name.length() - 1) : "";
                }
                if (name.equals(API) || name.equals(SDK)) {
                    asserts = true;
                } else if (!name.isEmpty() && !name.startsWith("java/") && !name.startsWith("com/antithesis/sdk/")) {
                    open.add(name);
                }
            }
        }
        if (asserts) {
            reader.accept(new ClassVisitor(Opcodes.ASM9) {
                @Override
                public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
                        String[] exceptions) {
                    return new LiteralArguments() {
                        @Override
                        void called(String owner, String method, String types, int message, Object[] arguments) {
                            if ((owner.equals(API) || owner.equals(SDK)) && message >= 0
                                    && arguments[message] instanceof String text) {
                                known(owner, method, text);
                            }
                        }
                    };
                }
            }, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        }
    }

    private void known(String owner, String method, String message) {
        PropertyKind kind = kind(method);
        if (kind != null && !method.startsWith("raw")) {
            found.add(PropertyResult.known(kind, message));
            if (owner.equals(SDK) && kind == PropertyKind.SOMETIMES_ALL) {
                found.add(PropertyResult.known(PropertyKind.SOMETIMES, message));
            }
        }
    }

    private static PropertyKind kind(String method) {
        return switch (method) {
            case "sometimesAll" -> PropertyKind.SOMETIMES_ALL;
            case "sometimesEach" -> PropertyKind.SOMETIMES_EACH;
            case "alwaysOrUnreachable" -> PropertyKind.ALWAYS_OR_UNREACHABLE;
            case "reachable" -> PropertyKind.REACHABLE;
            case "unreachable" -> PropertyKind.UNREACHABLE;
            default -> method.startsWith("always") ? PropertyKind.ALWAYS
                    : method.startsWith("sometimes") ? PropertyKind.SOMETIMES : null;
        };
    }
}
