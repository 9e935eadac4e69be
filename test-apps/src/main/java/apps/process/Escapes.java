package apps.process;

/** Tries to leave the process in the way its argument names. */
public final class Escapes {
    private Escapes() {}

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "process" -> System.out.println(new ProcessBuilder("true").start().waitFor());
            case "exec" -> System.out.println(Runtime.getRuntime().exec(new String[] {"true"}).waitFor());
            case "library" -> System.load("/nonexistent/libnone.so");
            default -> throw new IllegalArgumentException(args[0]);
        }
    }
}
