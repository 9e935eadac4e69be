package apps.faults;

/** Measures how long 100 ms of sleep take: {@code wall} by the wall clock, which may jump; {@code monotonic} as one should. */
public final class Elapsed {
    private Elapsed() {}

    public static void main(String[] args) throws InterruptedException {
        boolean wall = args[0].equals("wall");
        while (true) {
            long start = wall ? System.currentTimeMillis() : System.nanoTime() / 1_000_000;
            Thread.sleep(100);
            long elapsed = (wall ? System.currentTimeMillis() : System.nanoTime() / 1_000_000) - start;
            if (elapsed < 0 || elapsed > 5_000) {
                throw new IllegalStateException("100 ms took " + elapsed + " ms");
            }
        }
    }
}
