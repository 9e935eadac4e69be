package dev.moonsim.run;

import dev.moonsim.decide.Decisions;
import dev.moonsim.run.PowerCutPlan.Moment;
import dev.moonsim.trace.Trace;

/**
 * A run with a {@link PowerCutPlan}: the program up to the cut, then the check on what the cut leaves. The check's simulation begins
 * with the disk of that moment, the power cut, and a boot a second later of virtual time; its random numbers are those of a second
 * boot. The digest is made of both.
 */
public final class PowerCutRun {
    private PowerCutRun() {}

    public static RunResult run(Scenario scenario, long seed, Trace.Sink sink) {
        PowerCutPlan plan = scenario.powerCut();
        if (plan == null || plan.isProgramAlone() || plan.point() == PowerCutPlan.NEVER) {
            return new Simulation(scenario, seed, sink).run();
        }
        long steps = 0;
        if (plan.moment() == null) {
            PowerCutPlan program = PowerCutPlan.program(plan.point(), plan.point(), plan.failedSync());
            RunResult ran = new Simulation(scenario.withPowerCut(program), seed, sink).run();
            Moment moment = program.moments().get(plan.point());
            if (moment == null) {
                return ran;
            }
            plan.from(moment);
            steps = ran.steps();
        }
        RunResult checked = new Simulation(scenario, seed, sink).run();
        return checked.after(Decisions.mix(plan.moment().digest) ^ checked.digest(), steps);
    }
}
