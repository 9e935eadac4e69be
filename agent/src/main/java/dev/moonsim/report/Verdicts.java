package dev.moonsim.report;

import dev.moonsim.run.Failure;
import dev.moonsim.run.RunResult;
import dev.moonsim.run.RunResult.Verdict;

/** The verdict of a run and the exit code it leads to. */
public final class Verdicts {
    public static final int PASSED = 0;
    public static final int FAILED = 1;
    public static final int USAGE = 2;
    public static final int ERROR = 3;

    private Verdicts() {}

    /**
     * A run that escaped or was not deterministic says nothing about the program, so its verdict is error, not failed.
     */
    public static Verdict of(RunResult result) {
        if (result.verdict() == Verdict.ERROR) {
            return Verdict.ERROR;
        }
        for (Failure failure : result.failures()) {
            if (isError(failure)) {
                return Verdict.ERROR;
            }
        }
        return result.failures().isEmpty() ? result.verdict() : Verdict.FAILED;
    }

    /** Whether a failure says nothing about the program. */
    public static boolean isError(Failure failure) {
        return switch (failure.what()) {
            case "escape", "nondeterminism", "internal error", "stuck" -> true;
            default -> false;
        };
    }

    public static int exitCode(Verdict verdict) {
        return switch (verdict) {
            case PASSED -> PASSED;
            case FAILED -> FAILED;
            case ERROR -> ERROR;
        };
    }

    /** As reports write it. */
    public static String word(Verdict verdict) {
        return switch (verdict) {
            case PASSED -> "passed";
            case FAILED -> "failed";
            case ERROR -> "error";
        };
    }
}
