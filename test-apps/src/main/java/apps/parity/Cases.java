package apps.parity;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** A table of cases: each is a name and what comes of its body, a line each, the same on the plain JDK and in a simulation. */
public abstract class Cases {
    /** So that no collection closes what a case has let go of. */
    private static final List<Object> KEPT = new ArrayList<>();

    private int count;

    protected abstract void run() throws Exception;

    /** How many have run, with the one that runs. */
    protected final int count() {
        return count;
    }

    /** Runs all of them, or those whose classes are named; the last line says how many cases there were. */
    public static void run(List<Cases> tables, String[] names) throws Exception {
        int count = 0;
        for (Cases cases : tables) {
            if (names.length == 0 || List.of(names).contains(cases.getClass().getSimpleName())) {
                cases.run();
                count += cases.count;
            }
        }
        System.out.println(count + " cases");
    }

    /** Prints what the body returns or throws, with its causes. */
    protected final void of(String name, Callable<?> body) {
        count++;
        String line;
        try {
            line = String.valueOf(body.call());
        } catch (Throwable t) {
            line = outcome(t);
        }
        System.out.println(getClass().getSimpleName() + ", " + name + ": " + shown(line));
    }

    /** Takes out of a line what differs from run to run. */
    protected String shown(String line) {
        return line;
    }

    protected static <T> T keep(T what) {
        KEPT.add(what);
        return what;
    }

    protected interface Body {
        void run() throws Exception;
    }

    protected final void does(String name, Body body) {
        of(name, () -> {
            body.run();
            return "done";
        });
    }

    /** An exception with its causes. */
    public static String outcome(Throwable t) {
        StringBuilder text = new StringBuilder();
        for (Throwable at = t; at != null && at != at.getCause(); at = at.getCause()) {
            text.append(at == t ? "" : " <- ").append(at.getClass().getName())
                    .append(at.getMessage() == null ? "" : ": " + at.getMessage());
        }
        return text.toString();
    }

    /** What a body on a thread of its own came to, after something was done to it while it waited. */
    public static String during(boolean virtual, Callable<?> body, Meanwhile action) throws Exception {
        String[] result = new String[1];
        Runnable run = () -> {
            try {
                result[0] = "returned " + body.call();
            } catch (Throwable t) {
                result[0] = outcome(t);
            }
            result[0] += Thread.currentThread().isInterrupted() ? ", interrupted" : "";
        };
        Thread thread = virtual ? Thread.ofVirtual().start(run) : Thread.ofPlatform().start(run);
        Thread.sleep(80);
        action.on(thread);
        thread.join(3000);
        return thread.isAlive() ? "still waits" : result[0];
    }

    /** Done to a thread that waits. */
    public interface Meanwhile {
        void on(Thread thread) throws Exception;
    }
}
