package dev.moonsim.fault;

import dev.moonsim.decide.Decisions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A kind of fault, as scenario files, masks, swarm, counters, reports and documentation know it. Each kind is one class that
 * extends {@link Fault} and one line in {@link FaultCatalog}.
 */
public final class FaultKind {
    private final String name;
    private final String what;
    private final List<Parameter> parameters = new ArrayList<>();
    private final List<String> counters = new ArrayList<>();
    private boolean listedOnly;
    private String recovery = "it ends";
    private Function<FaultSettings, String> mistake = settings -> null;
    private Function<Fault.Setup, Fault> maker;

    private FaultKind(String name, String what) {
        this.name = name;
        this.what = what;
        parameters.add(new Parameter("victims", null, null, null, List.of(),
                "the nodes it may strike: a group, a node, TAG=VALUE, a data centre, zone or machine"));
    }

    /**
     * @param name dotted: {@code node.pause}
     * @param what one sentence for people
     */
    public static FaultKind named(String name, String what) {
        return new FaultKind(name, what);
    }

    public FaultKind duration(String parameter, String normal, String extremes, String explained) {
        return number(parameter, Parameter.Unit.DURATION, normal, extremes, explained);
    }

    /** Numbers written as {@code 3} or {@code 1..5}; durations as {@code 1s..5s}. */
    public FaultKind number(String parameter, Parameter.Unit unit, String normal, String extremes, String explained) {
        parameters.add(new Parameter(parameter, unit, Ranges.parse(normal, unit), Ranges.parse(extremes, unit), null, explained));
        return this;
    }

    /** A word out of several, of which the first is the default. */
    public FaultKind word(String parameter, List<String> words, String explained) {
        parameters.add(new Parameter(parameter, null, null, null, List.copyOf(words), explained));
        return this;
    }

    /** A regular expression; all where there is none. */
    public FaultKind pattern(String parameter, String explained) {
        parameters.add(new Parameter(parameter, null, null, null, null, explained));
        return this;
    }

    /** What it counts as, each time. */
    public FaultKind counts(String... names) {
        counters.addAll(List.of(names));
        return this;
    }

    /** It is on only where a scenario names it, also in {@code random} and {@code swarm} mode. */
    public FaultKind onlyWhereListed() {
        listedOnly = true;
        return this;
    }

    /** What happens to it when the chaos phase is over. */
    public FaultKind recovers(String how) {
        recovery = how;
        return this;
    }

    /** What is wrong with settings that a scenario gives, or null. */
    public FaultKind checks(Function<FaultSettings, String> mistakes) {
        mistake = mistakes;
        return this;
    }

    public FaultKind makes(Function<Fault.Setup, Fault> constructor) {
        maker = constructor;
        return this;
    }

    public String name() {
        return name;
    }

    public String what() {
        return what;
    }

    public List<Parameter> parameters() {
        return parameters;
    }

    /** The parameter of a name, or null. */
    public Parameter parameter(String parameter) {
        for (Parameter known : parameters) {
            if (known.name().equals(parameter)) {
                return known;
            }
        }
        return null;
    }

    public List<String> counters() {
        return counters;
    }

    public boolean isListedOnly() {
        return listedOnly;
    }

    public String recovery() {
        return recovery;
    }

    /** One line on what is wrong with settings that a scenario gives, or null. */
    public String mistake(FaultSettings settings) {
        return mistake.apply(settings);
    }

    /** The key of its decisions; no other kind draws from the same. */
    public long domain() {
        return Decisions.domain("fault." + name);
    }

    Fault make(Fault.Setup setup) {
        return maker.apply(setup);
    }

    @Override
    public String toString() {
        return name;
    }
}
