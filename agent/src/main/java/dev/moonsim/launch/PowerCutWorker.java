package dev.moonsim.launch;

import dev.moonsim.decide.Decisions;
import dev.moonsim.report.PowerCutPoint;
import dev.moonsim.report.PowerCutPoint.BadState;
import dev.moonsim.report.Verdicts;
import dev.moonsim.run.PowerCutPlan;
import dev.moonsim.run.PowerCutPlan.Moment;
import dev.moonsim.run.RunResult;
import dev.moonsim.run.Scenario;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A JVM that cuts the power of one program again and again: reads a line for each point, with the sync that fails before and, where
 * not all outcomes are wanted, the outcome; answers with a line, the mark of {@link Worker} and a {@link PowerCutPoint}.
 */
final class PowerCutWorker {
    private static final int MOST_BAD = 3;
    /** Images of the disk that are kept. */
    private static final int POINTS_OF_A_RUN = 64;

    private final Scenario scenario;
    private final PowerCutOptions options;
    private final long seed;
    private final ClassReuse classes;
    /** Where the last run of the program alone has come to, by point; and which sync failed in it. */
    private Map<Integer, Moment> moments = Map.of();
    private int movedBy;

    private PowerCutWorker(Scenario scenario, PowerCutOptions options, long seed, boolean reuse) {
        this.scenario = scenario;
        this.options = options;
        this.seed = seed;
        this.classes = new ClassReuse(reuse);
    }

    static int serve(Scenario scenario, PowerCutOptions options, long seed, boolean reuse) {
        PrintStream parent = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        System.setOut(nowhere);
        System.setErr(nowhere);
        PowerCutWorker worker = new PowerCutWorker(scenario, options, seed, reuse);
        parent.print(Worker.READY + "\n");
        parent.flush();
        try {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.split(" ");
                PowerCutPoint done = worker.cut(Integer.parseInt(words[0]), Integer.parseInt(words[1]), Integer.parseInt(words[2]));
                boolean last = Worker.isShortOfMemory();
                parent.print(Worker.MARK + (last ? Worker.LAST : worker.classes.isDisproved() ? Worker.DISPROVED : "") + done.line() + "\n");
                parent.flush();
                if (last) {
                    break;
                }
            }
        } catch (IOException e) {
            // the parent is gone
        }
        return Verdicts.PASSED;
    }

    /** The program as it comes to a point; null where it does not. One run of it does for this point and some behind it. */
    private Moment moment(int point, int failedSync) {
        if (failedSync != movedBy || !moments.containsKey(point)) {
            PowerCutPlan program = PowerCutPlan.program(point, point > PowerCutPlan.AT_THE_END - POINTS_OF_A_RUN ? PowerCutPlan.AT_THE_END
                    : point + POINTS_OF_A_RUN - 1, failedSync);
            classes.run(scenario.withPowerCut(program), seed, null);
            moments = program.moments();
            movedBy = failedSync;
        }
        return moments.get(point);
    }

    /** @param only the one outcome wanted, or -1 for all */
    private PowerCutPoint cut(int point, int failedSync, int only) {
        List<BadState> bad = new ArrayList<>();
        PowerCutPlan plan = null;
        int tried = 0;
        int failing = 0;
        long digest = 0;
        Moment moment = point == PowerCutPlan.NEVER ? null : moment(point, failedSync);
        int outcome = Math.max(0, only);
        do {
            plan = options.plan(point, failedSync, outcome, moment);
            RunResult result = classes.run(scenario.withPowerCut(plan), seed, null);
            digest = Decisions.mix(digest ^ result.digest());
            boolean passed = Verdicts.of(result) == RunResult.Verdict.PASSED;
            tried += passed && !plan.checked() ? 0 : 1; // the run may end before the program does
            if (!passed) {
                failing++;
                if (bad.size() < MOST_BAD) {
                    bad.add(new BadState(outcome, plan.choice().lost(), result));
                }
            }
            outcome++;
        } while (only < 0 && point != PowerCutPlan.NEVER && outcome < plan.choice().listed());
        return new PowerCutPoint(point, failedSync, plan.calls(), plan.syncs(), plan.choice().legal(), plan.choice().listed(), tried,
                failing, bad, digest);
    }
}
