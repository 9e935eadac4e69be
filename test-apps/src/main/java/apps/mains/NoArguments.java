package apps.mains;

/** A main without parameters, as Java 25 allows. */
public final class NoArguments {
    private NoArguments() {}

    public static void main() {
        System.out.println("no arguments");
    }
}
