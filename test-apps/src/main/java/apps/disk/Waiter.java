package apps.disk;

/** Lets virtual time pass. */
public final class Waiter {
    private Waiter() {}

    public static void main(String[] args) throws InterruptedException {
        Thread.sleep(Long.parseLong(args[0]));
    }
}
