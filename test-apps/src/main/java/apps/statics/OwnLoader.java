package apps.statics;

import java.util.HashMap;
import java.util.Map;

/**
 * A program with a class loader of its own, as an executable jar of jars has: the JVM asks it for classes in an order that is the
 * JVM's own; with an argument, by a method that the loader overrides. And hash codes of classes, of the JDK and of that loader. Two threads then race for a field.
 */
public class OwnLoader extends DefiningLoader {
    private static int asked;
    private static int raced;

    private OwnLoader() {
        super(OwnLoader.class.getClassLoader());
    }

    public static void main(String[] args) throws Exception {
        Class<?> start = (args.length > 0 ? new Direct() : new OwnLoader()).loadClass(OwnLoader.class.getName() + "$Start");
        System.out.println(start.getMethod("run").invoke(null));
        Map<Class<?>, String> names = new HashMap<>();
        for (String name : new String[] {"java.util.zip.Adler32", "java.time.chrono.JapaneseDate", "java.util.StringJoiner",
                "java.util.concurrent.Phaser", "java.text.ChoiceFormat", "javax.crypto.spec.DESKeySpec", "java.util.zip.Deflater"}) {
            Class<?> type = Class.forName(name);
            names.put(type, type.getName());
        }
        names.put(start, start.getName());
        System.out.println(names.values());
        Thread[] threads = {new Thread(OwnLoader::race), new Thread(OwnLoader::race)};
        for (Thread thread : threads) {
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println("raced to " + raced);
    }

    private static void race() {
        for (int i = 0; i < 5_000; i++) {
            raced++;
        }
    }

    private static void count(String name) {
        for (int i = name.hashCode() & 0x3ff; i > 0; i--) {
            asked++; // another number for each class
        }
    }

    /** As Quarkus' and Tomcat's. It counts as often as the property {@code counts} says. */
    private static final class Direct extends OwnLoader {
        @Override
        public Class<?> loadClass(String name) throws ClassNotFoundException {
            for (int i = Integer.getInteger("counts", 1); i > 0; i--) {
                count(name);
            }
            return loadClass(name, false);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        count(name);
        if (!name.startsWith(OwnLoader.class.getName() + "$")) {
            return super.loadClass(name, resolve);
        }
        Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : define(name);
    }

    /** Verifying it loads the others, method by method. */
    public static final class Start {
        private static int seen;

        private Start() {}

        public static int run() {
            race();
            one();
            two();
            three();
            four();
            five();
            six();
            return seen;
        }

        private static void race() {
            Thread other = new Thread(() -> count(2_000));
            other.start();
            count(2_000);
            try {
                other.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void count(int times) {
            for (int i = 0; i < times; i++) {
                seen++;
            }
        }

        private static void one() {
            take(new One());
        }

        private static void two() {
            take(new Two());
        }

        private static void three() {
            take(new Three());
        }

        private static void four() {
            take(new Four());
        }

        private static void five() {
            take(new Five());
        }

        private static void six() {
            try {
                Class.forName(OwnLoader.class.getName() + "$Missing");
                throw new IllegalStateException("it is there");
            } catch (ClassNotFoundException e) {
                count(100);
            }
        }

        private static void take(Base base) {
            seen += base.number();
        }
    }

    /** The type that all of them are verified against. */
    public abstract static class Base {
        abstract int number();
    }

    /** One of them. */
    public static final class One extends Base {
        @Override
        int number() {
            return 1;
        }
    }

    /** One of them. */
    public static final class Two extends Base {
        @Override
        int number() {
            return 2;
        }
    }

    /** One of them. */
    public static final class Three extends Base {
        @Override
        int number() {
            return 3;
        }
    }

    /** One of them. */
    public static final class Four extends Base {
        @Override
        int number() {
            return 4;
        }
    }

    /** One of them. */
    public static final class Five extends Base {
        @Override
        int number() {
            return 5;
        }
    }
}
