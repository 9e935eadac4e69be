package dev.moonsim.disk;

import dev.moonsim.decide.DecisionStream;
import java.util.List;

/** Tries the outcomes of a power cut one after the other, a run for each. */
public final class CutChoice {
    private final int index;
    private final int most;
    private long legal;
    private int listed;
    private boolean exceeded;
    private List<String> lost = List.of();

    /**
     * @param index which of the outcomes, from 0
     * @param most where there are more, a sample of so many stands for all
     */
    public CutChoice(int index, int most) {
        this.index = index;
        this.most = most;
    }

    DiskCut choose(DiskStates states, DecisionStream decisions) {
        List<DiskCut> all = states.list(most, decisions);
        legal = states.count();
        listed = all.size();
        exceeded = index >= listed;
        return all.get(Math.min(index, listed - 1));
    }

    void lost(List<String> losses) {
        lost = losses;
    }

    /** How many outcomes there are; {@link Long#MAX_VALUE} for more than can be said. 0 before the cut. */
    public long legal() {
        return legal;
    }

    /** How many of them can be asked for: all, or a sample. */
    public int listed() {
        return listed;
    }

    /** True where the index was too high, and the last one was taken. */
    public boolean exceeded() {
        return exceeded;
    }

    /** What the cut took, a line for each file and each change of names. */
    public List<String> lost() {
        return lost;
    }
}
