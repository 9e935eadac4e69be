package apps.bench;

/** Two threads and a lock. */
public final class Account {
    private int balance = 100;

    private Account() {}

    public static void main(String[] args) throws InterruptedException {
        Account account = new Account();
        Thread in = new Thread(() -> account.move(5));
        Thread out = new Thread(() -> account.move(-5));
        in.start();
        out.start();
        in.join();
        out.join();
        if (account.balance != 100) {
            throw new IllegalStateException("balance " + account.balance);
        }
    }

    private void move(int amount) {
        for (int i = 0; i < 3; i++) {
            synchronized (this) {
                balance += amount;
            }
        }
    }
}
