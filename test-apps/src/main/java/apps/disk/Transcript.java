package apps.disk;

import java.nio.file.Path;

/** Prints what happened, with the working directory taken out of it. */
final class Transcript {
    interface Action {
        Object run() throws Throwable;
    }

    private static final String HERE = Path.of("").toAbsolutePath().toString();

    private Transcript() {}

    static void say(String what, Object result) {
        System.out.println(what + ": " + clean(String.valueOf(result)));
    }

    /** Prints the result, or the exception's type and message. */
    static void attempt(String what, Action action) {
        Object result;
        try {
            result = action.run();
        } catch (Throwable e) {
            result = e.getClass().getName() + " | " + e.getMessage();
        }
        say(what, result);
    }

    static String clean(String text) {
        return text.replace(HERE, "$HERE");
    }
}
