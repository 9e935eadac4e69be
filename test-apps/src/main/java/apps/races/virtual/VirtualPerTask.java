package apps.races.virtual;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A seat is looked for and then taken, by one virtual thread for each customer. */
public final class VirtualPerTask {
    private static final int SEATS = 3;

    private final ConcurrentMap<Integer, String> seats = new ConcurrentHashMap<>();
    private final boolean fixed;

    private VirtualPerTask(boolean fixed) {
        this.fixed = fixed;
    }

    private boolean book(String name) {
        for (int seat = 0; seat < SEATS; seat++) {
            if (fixed) {
                if (seats.putIfAbsent(seat, name) == null) {
                    return true;
                }
            } else if (!seats.containsKey(seat)) {
                seats.put(seat, name);
                return true;
            }
        }
        return false;
    }

    public static void main(String[] args) throws Exception {
        VirtualPerTask shared = new VirtualPerTask(isFixed(args));
        List<Future<Boolean>> bookings = new ArrayList<>();
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String name : List.of("a", "b", "c")) {
                bookings.add(each.submit(() -> shared.book(name)));
            }
        }
        for (Future<Boolean> booking : bookings) {
            check(booking.get(), "no seat for one of three");
        }
        check(shared.seats.size() == SEATS, "seats taken: " + shared.seats.size());
    }
}
