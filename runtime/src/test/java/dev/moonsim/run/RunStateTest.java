package dev.moonsim.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.moonsim.run.RunState.Command;
import dev.moonsim.run.RunState.InvalidTransition;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunStateTest {
    /** Columns: Initialized, Running, Paused, Crashed, Restarting, Completed; a dot is an error. */
    private static final Map<Command, String> TABLE = Map.of(
            Command.START, "R . . . R .",
            Command.PAUSE, ". P . . . .",
            Command.RESUME, ". . R R . .",
            Command.CRASH, ". C C C C .",
            Command.RESTART, ". . . S . .",
            Command.STEP, ". R . . . .",
            Command.COMPLETE, "E E E E E E",
            Command.REPLAY, ". . . . . E");

    @Test
    void eachStateTakesWhatTheTableSays() {
        TABLE.forEach((command, row) -> {
            String[] cells = row.split(" ");
            for (RunState state : RunState.values()) {
                String cell = cells[state.ordinal()];
                if (cell.equals(".")) {
                    InvalidTransition e = assertThrows(InvalidTransition.class, () -> state.after(command, false));
                    assertEquals(state, e.current());
                    assertEquals(command, e.command());
                    assertEquals("invalid transition: " + command + " while " + state,
                            e.getMessage().split(",")[0]);
                } else {
                    assertEquals(state(cell), state.after(command, false), command + " while " + state);
                }
            }
        });
    }

    @Test
    void aNodeThatIsDownIsRestartedWhileTheOthersRun() {
        assertEquals(RunState.RESTARTING, RunState.RUNNING.after(Command.RESTART, true));
        assertEquals(RunState.RESTARTING, RunState.PAUSED.after(Command.RESTART, true));
        assertThrows(InvalidTransition.class, () -> RunState.INITIALIZED.after(Command.RESTART, true));
        assertThrows(InvalidTransition.class, () -> RunState.COMPLETED.after(Command.RESTART, true));
    }

    private static RunState state(String cell) {
        return switch (cell) {
            case "R" -> RunState.RUNNING;
            case "P" -> RunState.PAUSED;
            case "C" -> RunState.CRASHED;
            case "S" -> RunState.RESTARTING;
            default -> RunState.COMPLETED;
        };
    }
}
