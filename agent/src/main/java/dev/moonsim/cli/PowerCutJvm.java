package dev.moonsim.cli;

import dev.moonsim.report.PowerCutPoint;
import java.util.List;

/** JVMs that cut the power of a program, one after another. */
final class PowerCutJvm implements AutoCloseable {
    private final long timeoutNanos;
    private final WorkerJvm jvm;

    PowerCutJvm(List<String> command, long timeoutNanos) {
        this.timeoutNanos = timeoutNanos;
        this.jvm = new WorkerJvm(() -> command, timeoutNanos);
    }

    /** No answer came. */
    static final class NoAnswer extends RuntimeException {
        private static final long serialVersionUID = 1;

        private NoAnswer(String message) {
            super(message);
        }
    }

    /**
     * Cuts the power at one point.
     *
     * @param outcome the one that is wanted, or -1 for all
     * @throws NoAnswer where the JVM ended or took too long
     * @throws InterruptedException also where this has been closed meanwhile
     */
    PowerCutPoint cut(int point, int failedSync, int outcome) throws InterruptedException {
        jvm.ask(point + " " + failedSync + " " + outcome + "\n");
        try {
            String answer = jvm.answer();
            if (answer == null) {
                throw new NoAnswer("no result after " + timeoutNanos / 1_000_000_000 + "s of wall time");
            }
            return PowerCutPoint.read(answer);
        } catch (WorkerJvm.Ended e) {
            throw new NoAnswer("the JVM ended with status " + e.status() + " in the middle of a run\n" + e.last());
        }
    }

    @Override
    public void close() {
        jvm.close();
    }
}
