package dev.moonsim.run;

import dev.moonsim.disk.CutChoice;
import dev.moonsim.disk.DiskImage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the one node of a run loses power, and what is left then: the node boots again with its second program, which checks, and
 * the run ends with that. The program and the check are simulations of their own, so that one run of the program does for many
 * checks ({@link PowerCutRun}). Made for one run, which writes down here what it came to.
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
    private final int last;
    private final int failedSync;
    private final CutChoice choice;
    private Moment moment;
    private final Map<Integer, Moment> moments = new HashMap<>();
    private Course course;

    /**
     * The program and what the check makes of what a power cut leaves of it.
     *
     * @param point before which call the power goes, from 1; {@link #NEVER}, {@link #AT_THE_END}
     * @param failedSync which sync of a file fails with EIO, from 1; 0 for none. The program may end as it likes then
     * @param choice which outcome the cut has
     * @param moment when the power goes, where the program has run up to there before; null where it is to be run
     */
    public PowerCutPlan(int point, int failedSync, CutChoice choice, Moment moment) {
        this(point, point, failedSync, choice, moment);
    }

    private PowerCutPlan(int point, int last, int failedSync, CutChoice choice, Moment moment) {
        this.point = point;
        this.last = last;
        this.failedSync = failedSync;
        this.choice = choice;
        this.moment = moment;
    }

    /**
     * The program alone, without any cut, until it has come to the last of some points.
     *
     * @param first the first point at which the power could go
     */
    public static PowerCutPlan program(int first, int last, int failedSync) {
        return new PowerCutPlan(first, last, failedSync, null, null);
    }

    /** A moment at which the power can go. */
    public static final class Moment {
        final Call call;
        final DiskImage disk;
        final byte[] printed;
        final long nanos;
        final long digest;

        /**
         * @param call which is about to be made, null at the end
         * @param printed what the program had printed
         * @param nanos virtual time
         * @param digest of the run up to here
         */
        Moment(Call call, DiskImage disk, byte[] printed, long nanos, long digest) {
            this.call = call;
            this.disk = disk;
            this.printed = printed;
            this.nanos = nanos;
            this.digest = digest;
        }
    }

    boolean isProgramAlone() {
        return choice == null;
    }

    boolean wants(int call) {
        return isProgramAlone() && call >= point && call <= last;
    }

    boolean isLast(int call) {
        return call == last;
    }

    /** A run of the program alone has come there. */
    void came(int to, Moment then) {
        moments.put(to, then);
    }

    /** Where the run of the program alone has come to, by point. */
    public Map<Integer, Moment> moments() {
        return moments;
    }

    Moment moment() {
        return moment;
    }

    void from(Moment then) {
        moment = then;
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
        if (moment != null) {
            return moment.call == null ? List.of() : List.of(moment.call);
        }
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
