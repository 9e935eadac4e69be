package apps.races.executors;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The user of one request stays in the thread and is taken for the user of the next. */
public final class ThreadLocalLeak {
    private static final ThreadLocal<String> USER = new ThreadLocal<>();

    private ThreadLocalLeak() {}

    private static void login(boolean fixed) {
        USER.set("alice");
        try {
            Thread.yield();
        } finally {
            if (fixed) {
                USER.remove();
            }
        }
    }

    private static String anonymous() {
        return USER.get();
    }

    public static void main(String[] args) throws Exception {
        boolean fixed = isFixed(args);
        ExecutorService pool = Executors.newFixedThreadPool(2);
        var login = pool.submit(() -> login(fixed));
        var request = pool.submit(ThreadLocalLeak::anonymous);
        var second = pool.submit(ThreadLocalLeak::anonymous);
        login.get();
        check(request.get() == null && second.get() == null, "the request of nobody is the request of alice");
        pool.shutdown();
    }
}
