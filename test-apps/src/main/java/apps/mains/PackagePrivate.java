package apps.mains;

/** A main that is not public, as Java 25 allows. */
final class PackagePrivate {
    private PackagePrivate() {}

    static void main(String[] args) {
        System.out.println("package private " + args.length);
    }
}
