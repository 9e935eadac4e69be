package dev.moonsim.fault.network;

import dev.moonsim.fault.Fault;
import dev.moonsim.fault.FaultKind;
import dev.moonsim.fault.Faults;
import dev.moonsim.net.Host;
import dev.moonsim.net.Network;
import dev.moonsim.node.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/** What strikes some ways of the network for a time, again and again: all ways of a node, or the way from one to another. */
abstract class WayFault extends Fault {
    /** How a kind says which ways it strikes. */
    static final List<String> WHERE = List.of("any", "node", "pair", "way");
    static final String WHERE_EXPLAINED = "all ways from and to one node, both ways between two, or one way between two";

    private Faults.Episode episode;

    WayFault(Setup setup) {
        super(setup);
    }

    /** A kind of such faults, with what all of them are set to. */
    static FaultKind kind(String name, String what, String interval, String duration, String longest) {
        return FaultKind.named(name, what)
                .duration("interval", interval, "0.5s..30s", "from the end of one such time to the start of the next")
                .duration("duration", duration, longest, "how long one lasts")
                .word("where", WHERE, WHERE_EXPLAINED)
                .counts(name);
    }

    /** It begins for some ways. */
    abstract void begin(Network network, BiPredicate<Host, Host> ways);

    /** It ends for them. */
    abstract void finish();

    /** What it is called in a report: "clog". */
    abstract String word();

    @Override
    protected void start() {
        after(draw("interval"), this::strike);
    }

    private void strike() {
        Node victim = anyVictim();
        if (victim != null) {
            Network network = simulation.network();
            Host one = victim.host();
            List<Host> others = new ArrayList<>(network.hosts());
            others.remove(one);
            String where = settings.word("where");
            if (where.equals("any")) {
                where = WHERE.get(1 + decide.below(WHERE.size() - 1));
            }
            String words;
            BiPredicate<Host, Host> ways;
            if (where.equals("node") || others.isEmpty()) {
                words = " at " + victim.name();
                ways = (from, to) -> from == one || to == one;
            } else {
                Host other = others.get(decide.below(others.size()));
                boolean both = where.equals("pair");
                boolean back = !both && decide.below(2) == 0;
                Host source = back ? other : one;
                Host target = back ? one : other;
                words = " " + source.node().name() + (both ? " - " : " > ") + target.node().name();
                ways = (from, to) -> from == source && to == target || both && from == target && to == source;
            }
            begin(network, ways);
            episode = begin(settings.kind().name(), word() + words);
        }
        after(draw("duration"), () -> {
            stop();
            after(draw("interval"), this::strike);
        });
    }

    @Override
    protected void stop() {
        if (episode != null) {
            finish();
            episode.end();
            episode = null;
        }
    }
}
