package apps.races.collections;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Goes through a copy-on-write list by index: what was there when the size was asked for is gone. */
public final class CowIndex {
    private CowIndex() {}

    public static void main(String[] args) throws InterruptedException {
        boolean fixed = isFixed(args);
        List<String> list = new CopyOnWriteArrayList<>(List.of("a", "b"));
        together(() -> {
            if (fixed) {
                for (Iterator<String> i = list.iterator(); i.hasNext();) {
                    check(i.next() != null, "no element");
                }
            } else {
                for (int i = 0; i < list.size(); i++) {
                    check(list.get(i) != null, "no element");
                }
            }
        }, () -> list.remove("a"));
    }
}
