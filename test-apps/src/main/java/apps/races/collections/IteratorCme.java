package apps.races.collections;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Iterates over a synchronized list without its monitor. */
public final class IteratorCme {
    private IteratorCme() {}

    private static void sum(List<Integer> list) {
        int sum = 0;
        for (int i : list) {
            sum += i;
        }
        check(sum == 3 || sum == 6, "sum: " + sum);
    }

    public static void main(String[] args) throws InterruptedException {
        boolean fixed = isFixed(args);
        List<Integer> list = Collections.synchronizedList(new ArrayList<>(List.of(1, 2)));
        together(() -> {
            if (fixed) {
                synchronized (list) {
                    sum(list);
                }
            } else {
                sum(list);
            }
        }, () -> list.add(3));
    }
}
