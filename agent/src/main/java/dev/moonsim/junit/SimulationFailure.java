package dev.moonsim.junit;

/** A test failed under a seed. The cause is what was thrown there, or where the deadlock is. */
public final class SimulationFailure extends AssertionError {
    private static final long serialVersionUID = 1L;

    SimulationFailure(String message, Throwable cause) {
        super(message, cause);
        setStackTrace(new StackTraceElement[0]); // this JVM's has nothing to do with it
    }

    /** A throwable of the simulated process, as far as its printed form tells. */
    static final class Original extends Throwable {
        private static final long serialVersionUID = 1L;
        private final String words;

        Original(String words, StackTraceElement[] stack) {
            super(words, null, false, true);
            this.words = words;
            setStackTrace(stack);
        }

        @Override
        public String toString() {
            return words;
        }
    }
}
