package dev.moonsim.run;

import dev.moonsim.disk.CutChoice;
import java.util.List;

/**
 * Where the one node of a run loses power, and what is left then: the node boots again with its second program, which checks, and
 * the run ends with that. Made for one run, which writes down here what it came to.
 */
public final class PowerCutPlan {
    /** The power stays on: the check runs when the program has ended. */
    public static final int NEVER = 0;
    /** The power goes when the program has ended. */
    public static final int AT_THE_END = Integer.MAX_VALUE;

    /**
     * A call that changes the disk or makes something durable.
     *
     * @param what for people
     * @param stack the program's own frames, the innermost first
     */
    public record Call(String what, List<String> stack) {
        /** The line of the program that made it; empty where none of its frames is on the stack. */
        public String site() {
            return stack.isEmpty() ? "" : stack.getFirst();
        }
    }

    private final int point;
    private final int failedSync;
    private final CutChoice choice;
    private Course course;

    /**
     * @param point before which call the power goes, from 1; {@link #NEVER}, {@link #AT_THE_END}
     * @param failedSync which sync of a file fails with EIO, from 1; 0 for none. The program may end as it likes then
     * @param choice which outcome the cut has
     */
    public PowerCutPlan(int point, int failedSync, CutChoice choice) {
        this.point = point;
        this.failedSync = failedSync;
        this.choice = choice;
    }

    public int point() {
        return point;
    }

    public int failedSync() {
        return failedSync;
    }

    public CutChoice choice() {
        return choice;
    }

    void follow(Course taken) {
        course = taken;
    }

    /** The calls of the program: all, where the power was to stay on; else the one at which it went, or none. */
    public List<Call> calls() {
        return course == null ? List.of() : course.calls();
    }

    /** Syncs of files that the program began. */
    public int syncs() {
        return course == null ? 0 : course.syncs();
    }

    /** Whether the check was begun. */
    public boolean checked() {
        return course != null && course.checked();
    }

    /** What a run with a plan keeps. */
    interface Course {
        List<Call> calls();

        int syncs();

        boolean checked();
    }
}
