package dev.moonsim.fault;

import dev.moonsim.decide.DecisionStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** What one fault of a run is set to: by the scenario, by the seed, else the normal values of its kind. */
public final class FaultSettings {
    private final FaultKind kind;
    private final Map<String, Range> numbers = new LinkedHashMap<>();
    private final Map<String, String> words = new LinkedHashMap<>();

    public FaultSettings(FaultKind kind) {
        this.kind = kind;
    }

    public FaultKind kind() {
        return kind;
    }

    public FaultSettings set(String parameter, Range range) {
        numbers.put(parameter, range);
        return this;
    }

    public FaultSettings set(String parameter, String word) {
        words.put(parameter, word);
        return this;
    }

    /** A copy in which the seed has chosen whatever the scenario left open and its kind varies. */
    FaultSettings drawn(DecisionStream decide) {
        FaultSettings drawn = new FaultSettings(kind);
        drawn.words.putAll(words);
        for (Parameter parameter : kind.parameters()) {
            Range given = numbers.get(parameter.name());
            if (given != null) {
                drawn.numbers.put(parameter.name(), given);
            } else if (parameter.extremes() != null && !parameter.extremes().equals(parameter.normal())) {
                long one = between(parameter.extremes(), decide);
                long other = between(parameter.extremes(), decide);
                drawn.numbers.put(parameter.name(), new Range(Math.min(one, other), Math.max(one, other)));
            } else if (parameter.isWord() && !words.containsKey(parameter.name())) {
                drawn.words.put(parameter.name(), parameter.words().get(decide.below(parameter.words().size())));
            }
        }
        return drawn;
    }

    /** Small and large values are equally likely: the logarithm is drawn. */
    private static long between(Range range, DecisionStream decide) {
        if (range.min() <= 0 || range.max() / range.min() < 8) {
            return range.draw(decide);
        }
        int doublings = 63 - Long.numberOfLeadingZeros(range.max() / range.min());
        long low = range.min() << decide.below(doublings + 1);
        return Math.min(range.max(), decide.between(low, 2 * low - 1));
    }

    public Range range(String parameter) {
        Range range = numbers.get(parameter);
        return range != null ? range : kind.parameter(parameter).normal();
    }

    public String word(String parameter) {
        String word = words.get(parameter);
        return word != null || !kind.parameter(parameter).isWord() ? word : kind.parameter(parameter).words().getFirst();
    }

    /** For people: {@code interval 5s..15s, maxDead 1}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Parameter parameter : kind.parameters()) {
            String value = parameter.normal() != null ? Ranges.text(range(parameter.name()), parameter.unit())
                    : word(parameter.name());
            if (value != null) {
                text.append(text.isEmpty() ? "" : ", ").append(parameter.name()).append(' ').append(value);
            }
        }
        return text.toString();
    }
}
