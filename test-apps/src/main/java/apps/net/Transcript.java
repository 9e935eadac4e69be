package apps.net;

import apps.parity.Cases;
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
            line = Cases.outcome(t);
        }
        System.out.println(name + ": " + line);
    }
}
