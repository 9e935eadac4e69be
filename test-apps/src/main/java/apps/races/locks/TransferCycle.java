package apps.races.locks;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

/** Three transfers around three accounts, each locking the giver first. The twin locks in the order of their ids. */
public final class TransferCycle {
    private static final class Account {
        final int id;
        int balance = 10;

        Account(int id) {
            this.id = id;
        }
    }

    private TransferCycle() {}

    private static void transfer(Account from, Account to, boolean fixed) {
        boolean swap = fixed && from.id > to.id;
        synchronized (swap ? to : from) {
            synchronized (swap ? from : to) {
                from.balance--;
                to.balance++;
            }
        }
    }

    public static void main(String[] args) throws InterruptedException {
        boolean fixed = isFixed(args);
        Account a = new Account(1);
        Account b = new Account(2);
        Account c = new Account(3);
        together(() -> transfer(a, b, fixed), () -> transfer(b, c, fixed), () -> transfer(c, a, fixed));
        check(a.balance == 10 && b.balance == 10 && c.balance == 10, "money was made");
    }
}
