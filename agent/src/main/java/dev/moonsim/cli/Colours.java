package dev.moonsim.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Colour of words, on a terminal and where {@code NO_COLOR} does not forbid it; else nothing. */
final class Colours {
    private static final Colours ON = new Colours(true);
    private static final Colours OFF = new Colours(false);
    private final boolean on;

    private Colours(boolean on) {
        this.on = on;
    }

    /** For a stream: only standard error can be a terminal that is written to. */
    static Colours of(PrintStream out) {
        return out == System.err && isTerminal() && isWanted(System.getenv("NO_COLOR")) ? ON : OFF;
    }

    /** @param noColor the variable: set to anything but nothing, it forbids colour */
    static boolean isWanted(String noColor) {
        return noColor == null || noColor.isEmpty();
    }

    String red(String words) {
        return paint("31", words);
    }

    String green(String words) {
        return paint("32", words);
    }

    private String paint(String colour, String words) {
        return on ? "\u001b[" + colour + "m" + words + "\u001b[0m" : words;
    }

    /** Whether standard error is one; the JDK knows only about input and output. */
    static boolean isTerminal() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return System.console() != null && System.console().isTerminal();
        }
    }
}
