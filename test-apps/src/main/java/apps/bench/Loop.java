package apps.bench;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** The plain JVM's way to run a program many times: its main method in a loop. */
public final class Loop {
    private Loop() {}

    /** Argument: a class. Each line of standard input is a number of runs of its main method; answers with a line. */
    public static void main(String[] args) throws Throwable {
        MethodHandle main = MethodHandles.publicLookup().findStatic(Class.forName(args[0]), "main",
                MethodType.methodType(void.class, String[].class));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            run(main, Integer.parseInt(line));
            System.out.println("\u0001moonsim done");
        }
    }

    private static void run(MethodHandle main, int runs) throws Throwable {
        for (int i = 0; i < runs; i++) {
            main.invokeExact(new String[0]);
        }
    }
}
