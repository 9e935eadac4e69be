package dev.moonsim.intercept;

import dev.moonsim.jdk.CleanerLists;
import dev.moonsim.sched.Task;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import jdk.internal.ref.PhantomCleanable;

/**
 * What the JVM's own threads do when the collector finds something unreachable: at a time that no seed decides. Actions that a
 * program could see do not happen there at all: a file, a socket, a timer or an executor that nobody closed stays until its boot
 * is over, and finalizers do not run, as the JDK leaves open. Native memory is given back as ever. A cleaner of the program's
 * own has a thread of the program's, a task; what it watches is held until the program asks for a collection.
 */
public final class CleanersArea implements Area {
    @Override
    public void declare(Catalog c) {
        c.initialise("jdk.internal.ref.CleanerFactory"); // its thread is the JVM's, not a task
        c.initialise("dev.moonsim.jdk.CleanerLists");
        Class<CleanersArea> by = CleanersArea.class;
        c.body("java/lang/ref/Cleaner", "register", "(Ljava/lang/Object;Ljava/lang/Runnable;)Ljava/lang/ref/Cleaner$Cleanable;")
                .when("isVisible").by(by, "register");
        c.body("java/lang/ref/Finalizer", "register", "(Ljava/lang/Object;)V").by(by, "register");
        String list = "jdk/internal/ref/CleanerImpl$CleanableList";
        String phantom = "jdk/internal/ref/PhantomCleanable";
        String entry = "(L" + phantom + ";)";
        c.call(list, "insert", entry + "V").onlyIn(phantom).as("(Ljava/lang/Object;L" + phantom + ";)V").by(by, "insert");
        c.call(list, "remove", entry + "Z").onlyIn(phantom).as("(Ljava/lang/Object;L" + phantom + ";)Z").by(by, "remove");
        c.call(list, "isEmpty", "()Z").onlyIn("jdk/internal/ref/CleanerImpl").as("(Ljava/lang/Object;)Z").by(by, "isEmpty");
        c.call("java/lang/ref/ReferenceQueue", "remove", "(J)Ljava/lang/ref/Reference;").onlyIn("jdk/internal/ref/CleanerImpl")
                .by(by, "next");
        String direct = "jdk/internal/ref/Cleaner";
        c.call(direct, "add", "(L" + direct + ";)L" + direct + ";").onlyIn(direct).by(by, "add");
        c.call(direct, "remove", "(L" + direct + ";)Z").onlyIn(direct).by(by, "remove");
    }

    /** Whether a task registers, with the JDK's own cleaner, an action that does more than to give native memory back. */
    public static boolean isVisible(Cleaner cleaner, Object owner, Runnable action) {
        if (Task.current() == null || !CleanerLists.isCommon(cleaner)) {
            return false;
        }
        return switch (action.getClass().getName()) {
            case "java.util.zip.Inflater$InflaterZStreamRef", "java.util.zip.Deflater$DeflaterZStreamRef",
                    "sun.nio.fs.NativeBuffer$Deallocator", "jdk.internal.foreign.SharedSession$SharedResourceList" -> false;
            default -> true;
        };
    }

    public static Cleaner.Cleanable register(Cleaner cleaner, Object owner, Runnable action) {
        return new Once(action);
    }

    /** An object with a finalizer. */
    public static void register(Object finalizable) {}

    public static void insert(Object list, PhantomCleanable<?> cleanable) {
        CleanerLists.insert(list, cleanable);
    }

    public static boolean remove(Object list, PhantomCleanable<?> cleanable) {
        return CleanerLists.remove(list, cleanable);
    }

    public static boolean isEmpty(Object list) {
        return CleanerLists.isEmpty(list);
    }

    /** A cleaner looks every minute whether it is still needed; a task that did would hide that all others wait for ever. */
    public static Reference<?> next(ReferenceQueue<?> queue, long millis) throws InterruptedException {
        return Task.current() == null ? queue.remove(millis) : queue.remove();
    }

    public static jdk.internal.ref.Cleaner add(jdk.internal.ref.Cleaner cleaner) {
        return CleanerLists.add(cleaner);
    }

    public static boolean remove(jdk.internal.ref.Cleaner cleaner) {
        return CleanerLists.remove(cleaner);
    }

    private static final class Once implements Cleaner.Cleanable {
        private Runnable action;

        Once(Runnable action) {
            this.action = action;
        }

        @Override
        public void clean() {
            Runnable todo = action;
            action = null;
            if (todo != null) {
                todo.run();
            }
        }
    }
}
