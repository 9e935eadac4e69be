package dev.moonsim.run;

/**
 * A source of the host that a user lets into the simulation on purpose, for a whole JVM. None is let in by default; a run
 * with one of them is not guaranteed to be the same each time.
 */
public enum AllowedEscape {
    /** {@code System.nanoTime} and {@code currentTimeMillis}, where the program's own classes call them, read the host's. */
    HOST_CLOCK("host-clock"),
    /** Files and directories of the host show when they were last modified there, in place of a fixed time. */
    HOST_FILE_TIMES("host-file-times"),
    /** Text is drawn in the host's fonts, which its own libraries find and read. */
    HOST_FONTS("host-fonts");

    private final String label;
    private boolean allowed;

    AllowedEscape(String label) {
        this.label = label;
    }

    /** As users write it. */
    public String label() {
        return label;
    }

    /** Called before the first run of the JVM, and by nobody later. */
    public void allow() {
        allowed = true;
    }

    public boolean isAllowed() {
        return allowed;
    }
}
