package apps.races.collections;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Two threads add to an ArrayList: an element is lost inside of the list. */
public final class ArrayListLost {
    private ArrayListLost() {}

    public static void main(String[] args) throws InterruptedException {
        List<String> list = new ArrayList<>();
        List<String> shared = isFixed(args) ? Collections.synchronizedList(list) : list;
        together(() -> shared.add("a"), () -> shared.add("b"));
        check(shared.size() == 2, "elements: " + shared.size());
    }
}
