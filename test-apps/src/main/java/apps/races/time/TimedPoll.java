package apps.races.time;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A poll with a timeout that nobody believes in. */
public final class TimedPoll {
    private TimedPoll() {}

    private static int length(BlockingQueue<String> queue, boolean fixed) throws InterruptedException {
        String item = queue.poll(1, TimeUnit.SECONDS);
        while (fixed && item == null) {
            item = queue.poll(1, TimeUnit.SECONDS);
        }
        return item.length();
    }

    public static void main(String[] args) throws InterruptedException {
        boolean fixed = isFixed(args);
        BlockingQueue<String> queue = new LinkedBlockingQueue<>();
        together(() -> check(length(queue, fixed) == 4, "another item"), () -> {
            Thread.sleep(100);
            queue.add("item");
        });
    }
}
