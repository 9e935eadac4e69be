package dev.moonsim.config;

/** Wrong usage or configuration. The message is one line: what, where, what would be right; exit code 2. */
public final class UsageError extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UsageError(String message) {
        super(message, null, false, false);
    }
}
