package apps.statics;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Hash codes of classes that are first asked for while the class is somebody's monitor: held by the one who asks, held by another
 * thread, waited for, or with a thread that waits for its notification. Classes of the JDK, and of a loader of the program's own.
 */
public final class LockedClasses extends DefiningLoader {
    private static final String[] OF_THE_JDK = {
        "java.util.zip.Adler32", "java.time.chrono.JapaneseDate", "java.util.concurrent.Phaser", "java.text.ChoiceFormat",
        "java.sql.Timestamp", "java.sql.BatchUpdateException", "javax.sql.rowset.serial.SerialBlob", "java.sql.SQLWarning",
        "javax.crypto.spec.DESKeySpec", "java.util.zip.Deflater", "javax.naming.NameParser", "javax.naming.CompositeName",
    };

    private LockedClasses() {
        super(LockedClasses.class.getClassLoader());
    }

    public static void main(String[] args) throws Exception {
        Map<String, Integer> hashes = new LinkedHashMap<>();
        LockedClasses loader = new LockedClasses();
        String[] own = {"Held", "HeldByAnother", "WaitedFor", "Notified"};
        for (int i = 0; i < OF_THE_JDK.length; i++) {
            ask(Class.forName(OF_THE_JDK[i]), i % own.length, hashes);
        }
        for (int i = 0; i < own.length; i++) {
            ask(Class.forName(LockedClasses.class.getName() + "$" + own[i], true, loader), i, hashes);
        }
        System.out.println(hashes);
    }

    private static void ask(Class<?> type, int state, Map<String, Integer> hashes) throws InterruptedException {
        Thread owner = new Thread(() -> {
            synchronized (type) {
                pause(100);
            }
        });
        Thread second = new Thread(() -> {
            synchronized (type) {
                if (state == 3) {
                    try {
                        type.wait();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
        });
        if (state == 1 || state == 2) {
            owner.start();
            pause(10);
        }
        if (state >= 2) {
            second.start();
            pause(10);
        }
        if (state == 0) {
            synchronized (type) {
                hashes.put(type.getName(), System.identityHashCode(type));
            }
        } else {
            hashes.put(type.getName(), type.hashCode());
        }
        if (state == 3) {
            synchronized (type) {
                type.notifyAll();
            }
        }
        owner.join();
        second.join();
        if (hashes.get(type.getName()) != type.hashCode()) {
            throw new IllegalStateException(type + " has changed its hash code");
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        return name.startsWith(LockedClasses.class.getName() + "$") ? define(name) : super.loadClass(name, resolve);
    }

    /** Of the program's own loader. */
    public static final class Held {
    }

    /** Of the program's own loader. */
    public static final class HeldByAnother {
    }

    /** Of the program's own loader. */
    public static final class WaitedFor {
    }

    /** Of the program's own loader. */
    public static final class Notified {
    }
}
