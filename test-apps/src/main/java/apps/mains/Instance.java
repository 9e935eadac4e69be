package apps.mains;

/** An instance main, as Java 25 allows. */
class Instance {
    private final String greeting = "instance";

    void main() {
        System.out.println(greeting);
    }
}
