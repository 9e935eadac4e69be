package dev.moonsim.agent;

import dev.moonsim.intercept.Hook;
import dev.moonsim.jdk.ClassMembers;
import dev.moonsim.jdk.JdkInternals;
import dev.moonsim.sched.StaticState;
import dev.moonsim.trace.Coverage;
import dev.moonsim.trace.Interleaving;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Rewrites one class at a time according to the catalogue. Classes that need nothing are left as they are. */
public final class Rewriter {
    /** The newest class-file version that ASM reads. */
    private static final int NEWEST = Opcodes.V26;

    private final HookIndex index;
    private final PreemptionPoints.Level points;

    /** @param points where the classes it rewrites have points */
    Rewriter(HookIndex index, PreemptionPoints.Level points) {
        this.index = index;
        this.points = points;
    }

    /**
     * Rewrites a class of the application.
     *
     * @throws UnsupportedClassVersionError for a class file newer than this build understands: never left untouched
     */
    public byte[] application(String name, byte[] bytes) {
        byte[] rewritten = rewritten(name, bytes);
        return AntithesisBodies.isIn(name) ? AntithesisBodies.replaced(rewritten) : rewritten;
    }

    private byte[] rewritten(String name, byte[] bytes) {
        int version = (bytes[6] & 0xff) << 8 | bytes[7] & 0xff;
        if (version > (NEWEST & 0xffff)) {
            throw new UnsupportedClassVersionError("moonsim: class " + name.replace('/', '.') + " has class-file version "
                    + version + "; this build reads up to " + (NEWEST & 0xffff));
        }
        ClassReader reader = new ClassReader(bytes);
        if (Interleaving.isRecording()) {
            try {
                return application(reader, points, true);
            } catch (MethodTooLargeException | PreemptionPoints.ThisOverwritten e) {
                // This class will say nothing about itself.
            }
        }
        if (Coverage.isOn() && name.equals(reader.getClassName()) && !name.startsWith("dev/moonsim/")) {
            try {
                return rewrite(reader, index.application(), false, null, null, true, points, false, Coverage.of(name, bytes));
            } catch (MethodTooLargeException | ClassTooLargeException | PreemptionPoints.ThisOverwritten e) {
                // Without probes: the points must be where they are without coverage too.
            }
        }
        try {
            return application(reader, points, false);
        } catch (MethodTooLargeException | PreemptionPoints.ThisOverwritten e) {
            // Generated code near the JVM's limit: better without preemption in this class than not at all.
            return application(reader, PreemptionPoints.Level.OFF, false);
        }
    }

    private byte[] application(ClassReader reader, PreemptionPoints.Level level, boolean recorded) {
        return rewrite(reader, index.application(), false, null, null, true, level, recorded, null);
    }

    /**
     * Rewrites a class of the JDK; null where it needs nothing.
     *
     * @param inSimulation true where a task may run its static initialiser
     */
    byte[] jdk(String name, byte[] bytes, boolean inSimulation) {
        Map<String, List<Hook>> bodies = index.bodiesOf(name);
        boolean named = index.isNamed(name);
        ClassReader reader = new ClassReader(bytes);
        boolean initialised = inSimulation && hasInitialiser(reader);
        boolean preempted = hasPoints(name);
        if (!preempted && bodies == null && !named && !initialised && !callsHooked(reader)) {
            return null;
        }
        return rewrite(reader, index.everywhere(), named, bodies, initialised ? index.initialisers() : null, false,
                preempted ? points : PreemptionPoints.Level.OFF, false, null);
    }

    /** True for a class of the JDK that has points. */
    boolean hasPoints(String name) {
        return points == PreemptionPoints.Level.JDK && SharedClasses.hasPoints(name);
    }

    /** True where a JDK class calls something that is hooked everywhere. */
    boolean needs(byte[] bytes) {
        return callsHooked(new ClassReader(bytes));
    }

    private static boolean hasInitialiser(ClassReader reader) {
        int count = reader.getItemCount();
        for (int i = 1; i < count; i++) {
            int at = reader.getItem(i);
            // A Utf8 entry of eight bytes that reads <clinit>
            if (at != 0 && reader.readByte(at - 1) == 1 && reader.readUnsignedShort(at) == 8
                    && reader.readLong(at + 2) == 0x3c636c696e69743eL) {
                return true;
            }
        }
        return false;
    }

    /** True where the class's constant pool refers to a member that is hooked everywhere. */
    boolean callsHooked(ClassReader reader) {
        char[] buffer = new char[reader.getMaxStringLength()];
        int count = reader.getItemCount();
        for (int i = 1; i < count; i++) {
            int at = reader.getItem(i);
            if (at == 0) {
                continue;
            }
            int tag = reader.readByte(at - 1);
            if (tag >= 9 && tag <= 11) { // Fieldref, Methodref, InterfaceMethodref
                String owner = reader.readClass(at, buffer);
                if (index.isOwnerHookedEverywhere(owner)) {
                    int nameAndType = reader.getItem(reader.readUnsignedShort(at + 2));
                    String key = HookIndex.key(owner, reader.readUTF8(nameAndType, buffer),
                            reader.readUTF8(nameAndType + 2, buffer));
                    if (index.everywhere().containsKey(key)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private byte[] rewrite(ClassReader reader, Map<String, Hook> calls, boolean named,
            Map<String, List<Hook>> bodies, List<Hook> initialiser, boolean application, PreemptionPoints.Level level,
            boolean recorded, Coverage.ClassProbes probes) {
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        String type = reader.getClassName();
        String superType = reader.getSuperName();
        boolean watched = (reader.readInt(4) & 0xffff) >= InitialisationChecks.OLDEST;
        boolean mayLoad = !"java/lang/Object".equals(superType);
        boolean resettable = application && (reader.getAccess() & Opcodes.ACC_INTERFACE) == 0;
        List<Hook> inherited = resettable ? index.inheritedFrom(superType) : null;
        Set<String> declared = new HashSet<>();
        boolean initialised = resettable && watched && hasInitialiser(reader);
        Set<String> calling = application ? null : HookedMethods.of(reader, index.jdkCallNames());
        Set<String> longMethods = level.compareTo(PreemptionPoints.Level.FIELDS) >= 0 ? longMethods(reader) : Set.of();
        Set<String> unshared = new HashSet<>();
        Map<String, Integer> locals = recorded ? locals(reader) : null;
        Map<String, LocalNames> names = recorded ? LocalNames.of(reader) : null;
        Set<String> finals = new HashSet<>();
        Set<String> missing = bodies == null ? Set.of() : new HashSet<>(bodies.keySet());
        reader.accept(new ClassVisitor(Opcodes.ASM9, writer) {
            private String file;

            @Override
            public void visitSource(String source, String debug) {
                file = source;
                super.visitSource(source, debug);
            }

            @Override
            public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
                boolean isFinal = (access & Opcodes.ACC_FINAL) != 0;
                if (isFinal) {
                    unshared.add(name);
                }
                boolean reset = resettable && isFinal && (access & Opcodes.ACC_STATIC) != 0 && value == null
                        && !InitialiserCopy.staysFinal(descriptor);
                if (isFinal && !reset) {
                    finals.add(name);
                }
                return super.visitField(reset ? ClassMembers.withoutFinal(access) : access, name, descriptor, signature, value);
            }

            @Override
            public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
                    String[] exceptions) {
                declared.add(name + descriptor);
                boolean hasCode = (access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0;
                boolean preempted = hasCode && level != PreemptionPoints.Level.OFF && !name.equals("<clinit>");
                boolean wrapped = preempted && application && (access & Opcodes.ACC_SYNCHRONIZED) != 0
                        && (watched || (access & Opcodes.ACC_STATIC) == 0); // an old class has no constant for itself
                MethodVisitor visitor = super.visitMethod(wrapped ? ClassMembers.withoutSynchronized(access) : access, name,
                        descriptor, signature, exceptions);
                if (!hasCode) {
                    return visitor;
                }
                if (application) {
                    visitor = new MonitorChecks(visitor);
                    List<Hook> hooks = mayLoad && (access & Opcodes.ACC_STATIC) == 0 ? index.ofLoaders(name + descriptor) : null;
                    if (hooks != null) {
                        visitor = new BodyHooks(visitor, hooks, access, name, descriptor);
                    }
                }
                if (initialiser != null && name.equals("<clinit>")) {
                    visitor = new BodyHooks(visitor, initialiser, access, name, descriptor);
                }
                if (bodies != null) {
                    List<Hook> hooks = bodies.get(name + descriptor);
                    if (hooks != null) {
                        missing.remove(name + descriptor);
                        visitor = new BodyHooks(visitor, hooks, access, name, descriptor);
                    }
                }
                if (application && watched) {
                    visitor = new InitialisationChecks(visitor, type, name, initialised && mayComeFirst(access, name));
                }
                if (calling == null || calling.contains(name + descriptor)) {
                    visitor = new CallHooks(visitor, type, calls, named ? index.callsIn(type) : null,
                            named ? index.callsIn(type + '#' + name) : null, application ? index.anyOwner() : null,
                            application);
                }
                boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
                if (preempted) {
                    visitor = new PreemptionPoints(visitor, type, name, isStatic, wrapped,
                            longMethods.contains(name + descriptor) ? PreemptionPoints.Level.SYNC : level, unshared, watched);
                }
                if (probes != null && !name.equals("<clinit>")) {
                    visitor = new CoverageProbes(visitor, probes);
                }
                return recorded && !name.equals("<clinit>") ? new Recording(visitor, type, name, file, isStatic, wrapped,
                        unshared, locals.get(name + descriptor), names.get(name + descriptor), descriptor)
                        : visitor;
            }
        }, 0);
        if (inherited != null) {
            for (Hook hook : inherited) {
                if (!declared.contains(hook.name() + hook.descriptor())) {
                    CallHooks.addOverride(writer, hook);
                }
            }
        }
        if (initialised) {
            reader.accept(new ClassVisitor(Opcodes.ASM9) {
                @Override
                public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
                        String[] exceptions) {
                    if (!name.equals("<clinit>")) {
                        return null;
                    }
                    MethodVisitor copy = writer.visitMethod(Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
                            StaticState.copyName(type), descriptor, null, null);
                    copy = new InitialisationChecks(new InitialiserCopy(new MonitorChecks(copy), type, finals), type, "", false);
                    return new CallHooks(copy, type, calls, null, null, index.anyOwner(), true);
                }
            }, 0);
        }
        if (!missing.isEmpty()) {
            throw JdkInternals.missing("method " + type.replace('/', '.') + "." + missing.iterator().next());
        }
        return writer.toByteArray();
    }

    /** Whether a method can be the first of its class that runs: what is private is called by those that can. */
    private static boolean mayComeFirst(int access, String name) {
        return name.equals("<init>") || (access & (Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE)) == Opcodes.ACC_STATIC;
    }

    /** How many local variables each method has. */
    private static Map<String, Integer> locals(ClassReader reader) {
        Map<String, Integer> locals = new HashMap<>();
        CodeAttributes.visit(reader, new char[reader.getMaxStringLength()],
                (method, attribute) -> locals.put(method, CodeAttributes.locals(reader, attribute)));
        return locals;
    }

    private static Set<String> longMethods(ClassReader reader) {
        Set<String> methods = new HashSet<>();
        CodeAttributes.visit(reader, new char[reader.getMaxStringLength()], (method, attribute) -> {
            if (CodeAttributes.length(reader, attribute) > PreemptionPoints.LONG_METHOD_BYTES) {
                methods.add(method);
            }
        });
        return methods;
    }
}
