package apps.bench;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** The plain JVM's way to run a program many times: its main method in a loop. */
public final class Loop {
    private Loop() {}

    /** Arguments: a class, runs to warm up, runs to measure; prints microseconds a run. */
    public static void main(String[] args) throws Throwable {
        MethodHandle main = MethodHandles.publicLookup().findStatic(Class.forName(args[0]), "main",
                MethodType.methodType(void.class, String[].class));
        run(main, Integer.parseInt(args[1]));
        int runs = Integer.parseInt(args[2]);
        long start = System.nanoTime();
        run(main, runs);
        System.out.println((System.nanoTime() - start) / 1e3 / runs);
    }

    private static void run(MethodHandle main, int runs) throws Throwable {
        for (int i = 0; i < runs; i++) {
            main.invokeExact(new String[0]);
        }
    }
}
