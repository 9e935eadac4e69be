package dev.moonsim.run;

/** Where a run under control stands, and which commands it takes there. */
public enum RunState {
    INITIALIZED("Initialized"),
    RUNNING("Running"),
    PAUSED("Paused"),
    CRASHED("Crashed"),
    RESTARTING("Restarting"),
    COMPLETED("Completed");

    /** What can be asked of a run. */
    public enum Command {
        START("start"),
        PAUSE("pause"),
        RESUME("resume"),
        CRASH("crash"),
        RESTART("restart"),
        STEP("step"),
        COMPLETE("complete"),
        REPLAY("replay");

        private final String word;

        Command(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /** A command that the state does not take; it has changed nothing. */
    public static final class InvalidTransition extends IllegalStateException {
        private final transient RunState current;
        private final transient Command command;

        InvalidTransition(RunState current, Command command, String why) {
            super("invalid transition: " + command + " while " + current + (why.isEmpty() ? "" : ", " + why));
            this.current = current;
            this.command = command;
        }

        public RunState current() {
            return current;
        }

        public Command command() {
            return command;
        }
    }

    private final String word;

    RunState(String word) {
        this.word = word;
    }

    @Override
    public String toString() {
        return word;
    }

    /**
     * The state that a command leads to.
     *
     * @param nodeDown for a restart: whether the node is down. Of a cluster, others go on while one node is down
     *     ({@code resume} of a crashed run), and the node is restarted from there
     * @throws InvalidTransition where the state does not take it
     */
    public RunState after(Command command, boolean nodeDown) {
        RunState next = switch (command) {
            case START -> this == INITIALIZED || this == RESTARTING ? RUNNING : null;
            case PAUSE -> this == RUNNING ? PAUSED : null;
            case RESUME -> this == PAUSED || this == CRASHED ? RUNNING : null;
            case CRASH -> this == INITIALIZED || this == COMPLETED ? null : CRASHED;
            case RESTART -> this == CRASHED || nodeDown && this != INITIALIZED && this != COMPLETED ? RESTARTING : null;
            case STEP -> this == RUNNING ? RUNNING : null;
            case COMPLETE -> COMPLETED;
            case REPLAY -> this == COMPLETED ? COMPLETED : null;
        };
        if (next == null) {
            throw new InvalidTransition(this, command, why(command));
        }
        return next;
    }

    /** What to do instead, where that is one thing. */
    private String why(Command command) {
        return switch (this) {
            case INITIALIZED -> "start it first";
            case COMPLETED -> "the run is over";
            case PAUSED -> command == Command.STEP ? "resume it first" : "";
            case CRASHED -> command == Command.STEP ? "resume it, or restart the node and start" : "";
            case RESTARTING -> "start it first";
            case RUNNING -> command == Command.RESTART ? "the node is up" : "";
        };
    }
}
