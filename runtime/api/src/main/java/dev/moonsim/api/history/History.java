package dev.moonsim.api.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/**
 * Records the operations of clients, for {@link Linearizability} to judge.
 *
 * <p>A client calls {@link #invoke} right before it sends a request, and one of {@link Call#complete},
 * {@link Call#fail} and {@link Call#unknown} when it knows how the request ended; {@link #call} does both around a
 * piece of code. The order of these calls, over all threads, is the order of the events of the history. The clock is
 * {@link System#nanoTime()}, which is simulated inside a simulation; it is only shown, never compared.
 *
 * <p>Thread safe. Everything is kept: one small object an operation. The inputs and outputs must not be changed
 * afterwards.
 *
 * @param <I> inputs
 * @param <O> outputs
 */
public final class History<I, O> {
    private final List<Call<I, O>> calls = new ArrayList<>();
    private long events;

    /** An empty history whose types are those of a model. */
    public static <I, O> History<I, O> of(Model<?, I, O> model) {
        Objects.requireNonNull(model, "model");
        return new History<>();
    }

    /**
     * Records that a client is about to send a request.
     *
     * @param client who: anything with a short {@code toString}. A client may have several operations at a time.
     * @param input  what it asks for
     * @return the pending operation
     */
    public Call<I, O> invoke(Object client, I input) {
        Objects.requireNonNull(client, "client");
        synchronized (calls) {
            Call<I, O> call = new Call<>(this, calls.size(), client, input, events++, System.nanoTime());
            calls.add(call);
            return call;
        }
    }

    /**
     * Records an operation around the code that performs it. An exception leaves its end unknown, which is always
     * safe to say, and is thrown on.
     */
    public <R extends O> R call(Object client, I input, Callable<R> code) throws Exception {
        return call(client, input, code, failure -> false);
    }

    /**
     * Records an operation around the code that performs it. An exception is thrown on.
     *
     * @param notApplied which exceptions tell that the operation certainly took no effect and never will, such as a
     *                   refused connection. With any other its end is unknown.
     */
    public <R extends O> R call(Object client, I input, Callable<R> code, Predicate<? super Exception> notApplied)
            throws Exception {
        Call<I, O> call = invoke(client, input);
        try {
            R output = code.call();
            call.complete(output);
            return output;
        } catch (Exception e) {
            if (notApplied.test(e)) {
                call.fail();
            }
            throw e;
        } finally {
            if (call.outcome() == Operation.Outcome.PENDING) {
                call.unknown();
            }
        }
    }

    /** All operations up to now, in the order of their invocations. */
    public List<Operation<I, O>> operations() {
        synchronized (calls) {
            List<Operation<I, O>> operations = new ArrayList<>(calls.size());
            for (Call<I, O> call : calls) {
                operations.add(call.operation());
            }
            return operations;
        }
    }

    /** How many operations were invoked. */
    public int size() {
        synchronized (calls) {
            return calls.size();
        }
    }

    /** A table, one operation a line, in the order of the invocations. */
    @Override
    public String toString() {
        return Tables.operations(operations());
    }

    /**
     * An operation that was invoked. Exactly one of its three endings may be called, once; with none of them it stays
     * pending.
     *
     * @param <I> inputs
     * @param <O> outputs
     */
    public static final class Call<I, O> {
        private final History<I, O> history;
        private final int index;
        private final Object client;
        private final I input;
        private final long invoked;
        private final long invokedNanos;
        private Operation.Outcome outcome = Operation.Outcome.PENDING;
        private O output;
        private long returned = Operation.NEVER;
        private long returnedNanos;

        private Call(History<I, O> history, int index, Object client, I input, long invoked, long invokedNanos) {
            this.history = history;
            this.index = index;
            this.client = client;
            this.input = input;
            this.invoked = invoked;
            this.invokedNanos = invokedNanos;
        }

        /**
         * It was answered.
         *
         * @throws IllegalStateException if it has ended before
         */
        public void complete(O output) {
            end(Operation.Outcome.OK, output);
        }

        /**
         * It certainly took no effect and never will: it was never sent, or the service refused it for good. If in
         * doubt, say {@link #unknown}: a wrong {@code fail} makes a correct service look wrong.
         *
         * @throws IllegalStateException if it has ended before
         */
        public void fail() {
            end(Operation.Outcome.FAILED, null);
        }

        /**
         * Its client gave up: it may have taken effect, may do so at any later time, or never.
         *
         * @throws IllegalStateException if it has ended before
         */
        public void unknown() {
            end(Operation.Outcome.UNKNOWN, null);
        }

        private void end(Operation.Outcome outcome, O output) {
            synchronized (history.calls) {
                if (this.outcome != Operation.Outcome.PENDING) {
                    throw new IllegalStateException("operation " + index + " of client " + client + ", " + input
                            + ", has ended already: " + this.outcome + ", now " + outcome);
                }
                this.outcome = outcome;
                this.output = output;
                returned = history.events++;
                returnedNanos = System.nanoTime();
            }
        }

        private Operation.Outcome outcome() {
            synchronized (history.calls) {
                return outcome;
            }
        }

        private Operation<I, O> operation() {
            return new Operation<>(index, client, input, outcome, output, invoked, returned, invokedNanos,
                    returnedNanos);
        }
    }
}
