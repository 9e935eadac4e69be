package dev.moonsim.cli;

import sun.misc.Signal;

/** Ctrl-C: the first is for who listens, the second ends the JVM as usual. */
final class Interrupts {
    private static final int STATUS = 130;

    private Interrupts() {}

    /** @param listener hears of the first one, on a thread of the JVM's */
    static void on(Runnable listener) {
        try {
            boolean[] heard = new boolean[1];
            Signal.handle(new Signal("INT"), signal -> {
                if (heard[0]) {
                    System.exit(STATUS);
                }
                heard[0] = true;
                listener.run();
            });
        } catch (IllegalArgumentException e) {
            // this system has no such signal, or the JVM was told to leave it alone
        }
    }
}
