package dev.moonsim.report;

import dev.moonsim.run.PowerCutPlan;
import dev.moonsim.run.PowerCutPlan.Call;
import java.io.PrintStream;
import java.util.List;

/** A power cut for people. */
public final class PowerCutLines {
    private static final int FRAMES = 2;

    private PowerCutLines() {}

    /** Where the power of a run went, and what that took. */
    public static void print(PrintStream out, PowerCutPlan plan) {
        if (plan.point() == PowerCutPlan.NEVER) {
            return;
        }
        List<Call> calls = plan.calls();
        out.println("power cut " + where(plan.point(), calls.isEmpty() ? null : calls.getFirst(), plan.failedSync()) + "; outcome "
                + state(plan.choice().legal(), plan.choice().listed()));
        plan.choice().lost().forEach(line -> out.println("  " + line));
    }

    /** {@code before call 17, rename data.tmp to data, at Store.save(Store.java:42)}. */
    public static String where(int point, Call call, int failedSync) {
        StringBuilder text = new StringBuilder();
        if (point == PowerCutPlan.AT_THE_END || call == null) {
            text.append("when the program had ended");
        } else {
            text.append("before call ").append(point).append(", ").append(describe(call));
        }
        if (failedSync > 0) {
            text.append("; sync ").append(failedSync).append(" of a file had failed");
        }
        return text.toString();
    }

    /** The call and the lines of the program that led to it. */
    public static String describe(Call call) {
        StringBuilder text = new StringBuilder(call.what());
        for (int i = 0; i < Math.min(call.stack().size(), FRAMES); i++) {
            text.append(i == 0 ? ", at " : ", called at ").append(call.stack().get(i));
        }
        return text.toString();
    }

    private static String state(long legal, int listed) {
        return "one of " + count(legal, listed);
    }

    /** How many outcomes there are. */
    public static String count(long legal, int listed) {
        StringBuilder text = new StringBuilder();
        if (legal == Long.MAX_VALUE) {
            text.append("more than 10^18");
        } else {
            Summary.grouped(text, legal);
        }
        return legal > listed ? text + ", of which " + listed + " are tried" : text.toString();
    }
}
