package apps.process;

/** Prints so many lines of a hundred characters, in turn to standard output and, each hundredth, to standard error. */
public final class Prints {
    private Prints() {}

    public static void main(String[] args) {
        String rest = "x".repeat(90);
        for (int i = 0; i < Integer.parseInt(args[0]); i++) {
            (i % 100 == 99 ? System.err : System.out).printf("%09d %s%n", i, rest);
        }
    }
}
