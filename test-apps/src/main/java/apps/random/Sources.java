package apps.random;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/** Prints everything that differs from one run of the JVM to the next. */
public final class Sources {
    private enum Colour { RED, GREEN, BLUE }

    private Sources() {}

    public static void main(String[] args) throws Exception {
        print("Random", new Random().nextLong());
        print("Random(7)", new Random(7).nextLong());
        print("ThreadLocalRandom", ThreadLocalRandom.current().nextLong());
        print("SplittableRandom", new SplittableRandom().nextLong());
        print("Math.random", Math.random());
        print("RandomGenerator", RandomGenerator.getDefault().nextLong());
        print("L64X128MixRandom", RandomGenerator.of("L64X128MixRandom").nextLong());
        byte[] bytes = new byte[8];
        new SecureRandom().nextBytes(bytes);
        print("SecureRandom", List.of(bytes[0], bytes[1], bytes[7]));
        print("SecureRandom.getInstance", SecureRandom.getInstance("SHA1PRNG").nextLong());
        print("strong", SecureRandom.getInstanceStrong().nextLong());
        print("seed", new SecureRandom().generateSeed(4)[0]);
        print("UUID", UUID.randomUUID());
        List<Integer> list = new ArrayList<>(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
        Collections.shuffle(list);
        print("shuffle", list);
        print("Set.of", Set.of("a", "b", "c", "d", "e", "f", "g"));
        print("Map.of", Map.of("a", 1, "b", 2, "c", 3, "d", 4, "e", 5, "f", 6));
        print("Set.copyOf", Set.copyOf(List.of(10, 20, 30, 40, 50)));
        Object first = new Object();
        print("identityHashCode", System.identityHashCode(first));
        print("hashCode", new Object().hashCode());
        print("toString", new Object());
        print("enum hash", Colour.GREEN.hashCode());
        print("class hash", Sources.class.hashCode());
        print("thread hash", Thread.currentThread().hashCode());
        Set<Object> set = new HashSet<>();
        Map<Object, Integer> names = new IdentityHashMap<>();
        for (int i = 0; i < 12; i++) {
            Object plain = new Object();
            set.add(plain);
            names.put(plain, i);
        }
        print("HashSet", set.stream().map(names::get).toList());
        print("IdentityHashMap", List.copyOf(names.values()));
        Map<Class<?>, Integer> classes = new HashMap<>();
        int i = 0;
        for (Class<?> type : List.of(String.class, Integer.class, Sources.class, Colour.class, List.class)) {
            classes.put(type, i++);
        }
        print("classes", classes.values());
        print("modules", ModuleLayer.boot().modules());
        Map<Object, Integer> concurrent = new ConcurrentHashMap<>();
        names.forEach(concurrent::put);
        print("ConcurrentHashMap", concurrent.values());
        if (args.length == 0 || !args[0].equals("--no-files")) {
            Path file = Files.createTempFile("moon", ".tmp");
            print("temp file", file);
            Files.delete(file);
            Path directory = Files.createTempDirectory("moon");
            print("temp directory", directory);
            Files.delete(directory);
        }
        print("pid", ProcessHandle.current().pid());
        Thread thread = new Thread(() -> print("in a thread", ThreadLocalRandom.current().nextInt()));
        thread.start();
        thread.join();
        print("thread", thread.threadId() + " " + thread.getName());
        Thread virtual = Thread.ofVirtual().start(() -> print("in a virtual thread", new Random().nextInt()));
        virtual.join();
        print("virtual thread", virtual.threadId());
        print("environment", new TreeMap<>(System.getenv()).keySet());
        print("processors", Runtime.getRuntime().availableProcessors());
        print("memory", Runtime.getRuntime().maxMemory());
        print("locale", Locale.getDefault());
        print("zone", ZoneId.systemDefault());
        for (String property : List.of("user.name", "user.home", "user.timezone", "user.language", "java.io.tmpdir",
                "os.name", "line.separator", "file.encoding")) {
            print(property, System.getProperty(property));
        }
        print("time", System.currentTimeMillis());
        print("nano time", System.nanoTime());
    }

    private static void print(String what, Object value) {
        System.out.println(what + ": " + value);
    }
}
