package apps.races.locks;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

/** Reading the balance is synchronized and so is setting it, but a deposit is both: one of two deposits can be lost. */
public final class AccountRace {
    private final boolean fixed;
    private int balance;

    private AccountRace(boolean fixed) {
        this.fixed = fixed;
    }

    private synchronized int balance() {
        return balance;
    }

    private synchronized void set(int newBalance) {
        balance = newBalance;
    }

    private void deposit(int amount) {
        if (fixed) {
            synchronized (this) {
                set(balance() + amount);
            }
        } else {
            set(balance() + amount);
        }
    }

    public static void main(String[] args) throws InterruptedException {
        AccountRace account = new AccountRace(isFixed(args));
        together(() -> account.deposit(1), () -> account.deposit(2));
        check(account.balance() == 3, "lost deposit: " + account.balance());
    }
}
