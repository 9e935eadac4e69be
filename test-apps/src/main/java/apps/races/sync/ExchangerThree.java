package apps.races.sync;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.concurrent.Exchanger;

/** Two givers and a taker meet at one exchanger: the givers can meet each other. */
public final class ExchangerThree {
    private ExchangerThree() {}

    private static void give(Exchanger<String> exchanger, String item) throws InterruptedException {
        check(exchanger.exchange(item).equals("thanks"), "two givers have met");
    }

    private static void take(Exchanger<String> exchanger) throws InterruptedException {
        check(exchanger.exchange("thanks").startsWith("item"), "two takers have met");
    }

    public static void main(String[] args) throws InterruptedException {
        Exchanger<String> exchanger = new Exchanger<>();
        Exchanger<String> second = isFixed(args) ? new Exchanger<>() : exchanger;
        together(() -> give(exchanger, "item 1"), () -> give(second, "item 2"), () -> {
            take(exchanger);
            take(second);
        });
    }
}
