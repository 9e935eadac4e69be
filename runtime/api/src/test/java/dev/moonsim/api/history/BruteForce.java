package dev.moonsim.api.history;

import java.util.BitSet;
import java.util.List;

/** Tries every order of every choice of operations, as the definition says it, with no cleverness at all. */
final class BruteForce {
    private BruteForce() { }

    static <S, I, O> boolean linearizable(Model<S, I, O> model, List<Operation<I, O>> operations) {
        BitSet required = new BitSet();
        for (int i = 0; i < operations.size(); i++) {
            required.set(i, operations.get(i).completed());
        }
        return linearizable(model, operations, required);
    }

    /** With the operations that must take effect. */
    static <S, I, O> boolean linearizable(Model<S, I, O> model, List<Operation<I, O>> operations, BitSet required) {
        int[] order = new int[operations.size()];
        return extend(model, operations, required, order, 0, new BitSet(), model.initial());
    }

    private static <S, I, O> boolean extend(Model<S, I, O> model, List<Operation<I, O>> operations, BitSet required,
            int[] order, int length, BitSet used, S state) {
        BitSet missing = (BitSet) required.clone();
        missing.andNot(used);
        if (missing.isEmpty() && inOrder(operations, order, length)) {
            return true;
        }
        for (int i = 0; i < operations.size(); i++) {
            if (used.get(i)) {
                continue;
            }
            Operation<I, O> operation = operations.get(i);
            used.set(i);
            order[length] = i;
            for (S next : operation.completed() ? model.step(state, operation.input(), operation.output())
                    : model.stepUnknown(state, operation.input())) {
                if (extend(model, operations, required, order, length + 1, used, next)) {
                    return true;
                }
            }
            used.clear(i);
        }
        return false;
    }

    /** No operation stands before one that was answered before it was invoked. */
    private static boolean inOrder(List<? extends Operation<?, ?>> operations, int[] order, int length) {
        for (int i = 0; i < length; i++) {
            for (int j = i + 1; j < length; j++) {
                Operation<?, ?> later = operations.get(order[j]);
                if (later.completed() && later.returned() < operations.get(order[i]).invoked()) {
                    return false;
                }
            }
        }
        return true;
    }
}
