package apps.races.fields;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

/** The constructor hands {@code this} to another thread before it is done. */
public final class EscapingThis {
    private static final class Board {
        private volatile Listener listener;
    }

    private static final class Listener {
        private final int size;

        Listener(Board board, boolean fixed) {
            if (!fixed) {
                board.listener = this;
            }
            size = "four".length();
            if (fixed) {
                board.listener = this;
            }
        }
    }

    private EscapingThis() {}

    public static void main(String[] args) throws InterruptedException {
        boolean fixed = isFixed(args);
        Board board = new Board();
        together(() -> new Listener(board, fixed), () -> {
            Listener seen = board.listener;
            check(seen == null || seen.size == 4, "half built");
        });
    }
}
