package apps.net;

import java.util.concurrent.Callable;

/** What happened, a line for each thing tried, so that two runs can be compared. */
final class Transcript {
    private Transcript() {}

    /** Prints what the body returns or throws. */
    static void of(String name, Callable<?> body) {
        String line;
        try {
            line = String.valueOf(body.call());
        } catch (Throwable t) {
            line = outcome(t);
        }
        System.out.println(name + ": " + line);
    }

    static String outcome(Throwable t) {
        String cause = t.getCause() == null ? "" : ", caused by " + t.getCause().getClass().getName();
        return t.getClass().getName() + ": " + t.getMessage() + cause;
    }

    /** Runs the body on a thread of its own and, after a while, the action; gives what the body returned or threw. */
    static String during(boolean virtual, Callable<?> body, AfterAWhile action) throws Exception {
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
        Thread.sleep(300);
        action.on(thread);
        thread.join(2000);
        return thread.isAlive() ? "still waits" : result[0];
    }

    interface AfterAWhile {
        void on(Thread thread) throws Exception;
    }
}
