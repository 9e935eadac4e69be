package apps.races.locks;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

/** Looks whether there is enough, then takes it: two transfers that both look first overdraw the account. */
public final class TransferRace {
    private final boolean fixed;
    private int balance = 5;

    private TransferRace(boolean fixed) {
        this.fixed = fixed;
    }

    private synchronized int balance() {
        return balance;
    }

    private synchronized void take(int amount) {
        balance -= amount;
    }

    private synchronized void takeIfThere(int amount) {
        if (balance >= amount) {
            balance -= amount;
        }
    }

    private void transfer(int amount) {
        if (fixed) {
            takeIfThere(amount);
        } else if (balance() >= amount) {
            take(amount);
        }
    }

    public static void main(String[] args) throws InterruptedException {
        TransferRace account = new TransferRace(isFixed(args));
        together(() -> account.transfer(4), () -> account.transfer(4));
        check(account.balance() >= 0, "overdrawn: " + account.balance());
    }
}
