package apps.races.collections;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import apps.races.Program.Part;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Adds to a synchronized list what it does not contain: two threads add it both. */
public final class SyncListAdd {
    private SyncListAdd() {}

    private static void addOnce(List<String> list) {
        if (!list.contains("name")) {
            list.add("name");
        }
    }

    public static void main(String[] args) throws InterruptedException {
        boolean fixed = isFixed(args);
        List<String> list = Collections.synchronizedList(new ArrayList<>());
        Part part = () -> {
            if (fixed) {
                synchronized (list) {
                    addOnce(list);
                }
            } else {
                addOnce(list);
            }
        };
        together(part, part);
        check(list.size() == 1, "added " + list.size() + " times");
    }
}
