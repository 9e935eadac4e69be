package dev.moonsim.agent;

import dev.moonsim.sched.Preemption;
import dev.moonsim.trace.Trace;
import java.util.Locale;
import java.util.Set;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Marks in one method of the application the places where another task could run: before accesses to fields and arrays,
 * before monitors, before calls of JDK classes that threads share. What lies between two such places is a matter of the
 * task alone, so no order of it can be told from another.
 *
 * <p>A synchronized method takes its monitor before its first instruction, where no point could be; so its monitor becomes
 * a block around its body.
 */
final class PreemptionPoints extends MethodVisitor {
    /** Where points are. */
    enum Level {
        /** Nowhere: tasks give way only where they block. */
        OFF,
        /** Monitors and calls of JDK classes that threads share. */
        SYNC,
        /** Also fields and arrays. */
        FIELDS,
        /** Also those of the JDK's unsynchronized classes, in calls that the application makes. */
        JDK;

        /** By the name that options use; what they do not know is said elsewhere. */
        static Level of(String name) {
            for (Level level : values()) {
                if (level.name().toLowerCase(Locale.ROOT).equals(name)) {
                    return level;
                }
            }
            return FIELDS;
        }
    }

    /** A method longer than this would grow over the JVM's limit for compilation, so its fields are left alone. */
    static final int LONG_METHOD_BYTES = 4_000;

    private static final String RUNTIME = "dev/moonsim/sched/Preemption";
    private static final Set<String> READS = Set.of("get", "is", "contains", "size", "peek", "has", "iterator", "values",
            "keySet", "entrySet", "stream", "element", "load", "acquire", "availablePermits");

    private final String type;
    private final boolean fields;
    private final boolean jdk;
    private final boolean inJdk;
    private final boolean constructor;
    private final boolean synchronised;
    private final boolean isStatic;
    private final Set<String> finals;
    private final boolean frames;
    /** In a constructor: loads of the new object that no access to a field of its own has used up. */
    private int selves;
    /** Objects whose constructor is still to be called. */
    private int news;
    private final Label start = new Label();
    private final Label end = new Label();

    /**
     * @param finals names of the class's own final fields
     * @param frames whether the class has stack map frames
     * @param synchronised whether the method was declared so, which its flags no longer say
     */
    PreemptionPoints(MethodVisitor next, String type, String method, boolean isStatic, boolean synchronised, Level level,
            Set<String> finals, boolean frames) {
        super(Opcodes.ASM9, next);
        this.type = type;
        this.fields = level.compareTo(Level.FIELDS) >= 0;
        this.jdk = level == Level.JDK;
        this.inJdk = type.startsWith("java/");
        this.constructor = method.equals("<init>") || method.equals("<clinit>");
        this.synchronised = synchronised;
        this.isStatic = isStatic;
        this.finals = finals;
        this.frames = frames;
    }

    private void point(int about, boolean writes) {
        point(inJdk ? SharedClasses.isText(type) ? "pointInsideText" : "pointInside" : "point", about, writes);
    }

    private void point(String method, int about, boolean writes) {
        int operation = about & ~Preemption.WRITE | (writes ? Preemption.WRITE : 0);
        if (operation >= Short.MIN_VALUE && operation <= Short.MAX_VALUE) {
            super.visitIntInsn(Opcodes.SIPUSH, operation);
        } else {
            super.visitLdcInsn(operation);
        }
        super.visitMethodInsn(Opcodes.INVOKESTATIC, RUNTIME, method, "(I)V", false);
    }

    static int key(String what) {
        return (int) (Trace.hash(what) >>> 16) << 1;
    }

    // ---- monitors ----

    @Override
    public void visitCode() {
        super.visitCode();
        if (synchronised) {
            point(MONITOR, true);
            lock();
            super.visitInsn(Opcodes.MONITORENTER);
            super.visitLabel(start);
        }
    }

    private static final int MONITOR = key("monitor");

    private void lock() {
        if (isStatic) {
            super.visitLdcInsn(Type.getObjectType(type));
        } else {
            super.visitVarInsn(Opcodes.ALOAD, 0);
        }
    }

    @Override
    public void visitInsn(int opcode) {
        if (opcode == Opcodes.MONITORENTER) {
            point(MONITOR, true);
        } else if (synchronised && opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
            lock();
            super.visitInsn(Opcodes.MONITOREXIT);
        } else if (fields && opcode >= Opcodes.IALOAD && opcode <= Opcodes.SALOAD) {
            point(ARRAYS[opcode - Opcodes.IALOAD], false);
        } else if (fields && opcode >= Opcodes.IASTORE && opcode <= Opcodes.SASTORE) {
            point(ARRAYS[opcode - Opcodes.IASTORE], true);
        }
        super.visitInsn(opcode);
    }

    private static final int[] ARRAYS = new int[8];

    static {
        for (int i = 0; i < ARRAYS.length; i++) {
            ARRAYS[i] = key("array " + i);
        }
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
        if (synchronised && !isStatic && opcode == Opcodes.ASTORE && variable == 0) {
            throw new ThisOverwritten();
        }
        if (constructor && !isStatic && opcode == Opcodes.ALOAD && variable == 0) {
            selves++;
        }
        super.visitVarInsn(opcode, variable);
    }

    /** No compiler is known to do it, but then the monitor could not be given back. */
    static final class ThisOverwritten extends RuntimeException {
        ThisOverwritten() {
            super(null, null, false, false);
        }
    }

    @Override
    public void visitMaxs(int stack, int locals) {
        if (synchronised) {
            super.visitLabel(end);
            if (frames) {
                super.visitFrame(Opcodes.F_FULL, isStatic ? 0 : 1, isStatic ? new Object[0] : new Object[] {type}, 1,
                        new Object[] {"java/lang/Throwable"});
            }
            lock();
            super.visitInsn(Opcodes.MONITOREXIT);
            super.visitInsn(Opcodes.ATHROW);
            super.visitTryCatchBlock(start, end, end, null);
        }
        super.visitMaxs(stack, locals);
    }

    // ---- fields and calls ----

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        if (fields && isShared(opcode, owner, name)) {
            point(key(owner + '.' + name), opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC);
        }
        if (opcode == Opcodes.GETFIELD && owner.equals(type)) {
            selves = Math.max(0, selves - 1);
        }
        super.visitFieldInsn(opcode, owner, name, descriptor);
    }

    private boolean isShared(int opcode, String owner, String name) {
        if (owner.startsWith("java/") && !inJdk) {
            return false; // constants, nearly all
        }
        if (owner.equals(type)) {
            if (constructor && !isStatic && opcode == Opcodes.PUTFIELD) {
                return wasHandedOut(); // else what a constructor sets up is not shared yet
            }
            return !finals.contains(name);
        }
        return true;
    }

    /** Whether the object has gone elsewhere than to the store that comes now: an argument, a receiver, another field. */
    private boolean wasHandedOut() {
        boolean elsewhere = selves > 1;
        selves = Math.max(0, selves - 1);
        return elsewhere;
    }

    @Override
    public void visitTypeInsn(int opcode, String operand) {
        if (opcode == Opcodes.NEW) {
            news++;
        }
        super.visitTypeInsn(opcode, operand);
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        if (name.equals("<init>") && --news < 0) {
            news = 0;
            selves = 0; // the constructor's own call of another one
        }
        int about = inJdk || name.charAt(0) == '<' ? 0 : SharedClasses.keyOf(owner, name, descriptor);
        if (about == 0) {
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        } else if (jdk && opcode != Opcodes.INVOKESTATIC && SharedClasses.leadsIntoPoints(owner)) {
            // Static methods look things up in caches of the JVM's own, which are filled once and not in each run.
            point(SharedClasses.isText(owner) ? "pointIntoText" : "pointInto", about, !isRead(name));
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            super.visitMethodInsn(Opcodes.INVOKESTATIC, RUNTIME, "back", "()V", false);
        } else {
            point("pointCall", about, !isRead(name));
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        }
    }

    /** By its name, as the JDK names them; what only looks like a read draws one priority too few. */
    private static boolean isRead(String name) {
        int end = 0;
        while (end < name.length() && !Character.isUpperCase(name.charAt(end))) {
            end++;
        }
        return name.startsWith("getAnd") ? false : READS.contains(name) || READS.contains(name.substring(0, end));
    }
}
