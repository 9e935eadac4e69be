package dev.moonsim.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.moonsim.decide.Decisions;
import dev.moonsim.fault.Chaos;
import dev.moonsim.fault.FaultCatalog;
import dev.moonsim.fault.FaultSettings;
import dev.moonsim.fault.Range;
import dev.moonsim.net.Latency;
import dev.moonsim.net.NetworkModel;
import dev.moonsim.node.NodeSpec;
import dev.moonsim.run.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioFileTest {
    /** A program; its class file lies beside the scenario in these tests. */
    static final class Service {
        public static void main(String[] args) {
        }
    }

    static final class NoMain {
    }

    @TempDir
    Path directory;

    @BeforeEach
    void putClassesBesideTheScenario() throws IOException {
        for (Class<?> type : List.of(Service.class, NoMain.class)) {
            String file = type.getName().replace('.', '/') + ".class";
            Path copy = directory.resolve("classes").resolve(file);
            Files.createDirectories(copy.getParent());
            try (var in = type.getClassLoader().getResourceAsStream(file)) {
                Files.write(copy, in.readAllBytes());
            }
        }
    }

    private Scenario read(String json) throws IOException {
        Path file = directory.resolve("kv.json");
        Files.writeString(file, json.replace("SERVICE", Service.class.getName()).replace("NO_MAIN", NoMain.class.getName()));
        return ScenarioFile.read(file);
    }

    @Test
    void readsACluster() throws IOException {
        Scenario scenario = read("""
                {
                  // three of the service
                  "nodes": [
                    {"name": "kv", "count": 3, "main": "SERVICE", "classPath": ["classes"],
                     "args": ["--ip", "${ip}", "--peers", "${others:8080}", "${index}/${count}", "${name}", 7],
                     "properties": {"kv.sync": "each", "kv.all": "${peers}"}, "environment": {"HOME": "/$${x}"}},
                    {"name": "db", "main": "SERVICE", "classPath": ["classes"]}
                  ],
                  "workloads": [
                    {"name": "client", "count": 2, "main": "SERVICE", "classPath": ["classes"], "args": ["${ips:kv:8080}"]},
                    {"name": "audit", "main": "SERVICE", "classPath": ["classes"], "args": ["jdbc:${ip:db}", "${ip:kv-2}"]}
                  ],
                  "chaos": {
                    "duration": "90s",
                    "faults": {
                      "attrition": {"interval": "2s..10s", "maxDead": 2, "crash": 3, "graceful": 1, "wipe": 1, "recovery": "5s",
                                    "scope": "zone", "victims": "kv"},
                      "network.partition": [{"interval": "5s..20s"}, {"duration": "1s..5s"}]
                    }
                  },
                  "network": {"latency": "0.5ms..5ms"},
                  "budget": "5m"
                }
                """);
        assertEquals("4 nodes, 3 workloads, chaos 90s", scenario.title());
        assertEquals(300_000_000_000L, scenario.budgetNanos());
        assertTrue(scenario.cluster());
        assertEquals(List.of("kv-0", "kv-1", "kv-2", "db", "client-0", "client-1", "audit"),
                nodes(scenario).stream().map(NodeSpec::name).toList());
        assertEquals(List.of("10.0.1.1", "10.0.1.2", "10.0.1.3", "10.0.2.1", "10.0.0.1", "10.0.0.2", "10.0.0.3"),
                nodes(scenario).stream().map(NodeSpec::ip).toList());
        NodeSpec kv = nodes(scenario).get(1);
        assertEquals(List.of("--ip", "10.0.1.2", "--peers", "10.0.1.1:8080,10.0.1.3:8080", "1/3", "kv-1", "7"), kv.programs().getFirst().args());
        assertEquals(Map.of("kv.sync", "each", "kv.all", "10.0.1.1,10.0.1.2,10.0.1.3"), kv.programs().getFirst().properties());
        assertEquals(Map.of("HOME", "/${x}"), kv.programs().getFirst().environment());
        assertEquals(List.of(directory.resolve("classes")), kv.programs().getFirst().classPath());
        assertEquals(directory, kv.programs().getFirst().workingDirectory());
        assertFalse(kv.workload());
        assertTrue(nodes(scenario).get(4).workload());
        assertEquals(List.of("10.0.1.1:8080,10.0.1.2:8080,10.0.1.3:8080"), nodes(scenario).get(4).programs().getFirst().args());
        assertEquals(List.of("jdbc:10.0.2.1", "10.0.1.3"), nodes(scenario).get(6).programs().getFirst().args());
        assertEquals(List.of("attrition", "network.partition", "network.partition"),
                scenario.chaos().listed().stream().map(fault -> fault.kind().name()).toList());
        FaultSettings attrition = scenario.chaos().listed().getFirst();
        assertEquals("victims kv, interval 2s..10s, maxDead 2, crash 3, graceful 1, wipe 1, grace 2s..5s, recovery 5s, scope zone,"
                + " aim any, skip 0..3, delay 0ns..5ms",
                attrition.toString());
        assertEquals(new Range(5_000_000_000L, 20_000_000_000L), scenario.chaos().listed().get(1).range("interval"));
        assertEquals(new Latency.Uniform(new Range(500_000, 5_000_000)), scenario.network().latency());
        assertEquals(90_000_000_000L, scenario.chaos().durationNanos());
    }

    @Test
    void chaosIsOffUnlessNamed() throws IOException {
        String nodes = "\"nodes\": [{\"main\": \"SERVICE\", \"classPath\": [\"classes\"]}]";
        assertEquals(Chaos.OFF, read("{" + nodes + "}").chaos());
        assertEquals(Chaos.OFF, read("{" + nodes + ", \"chaos\": \"off\"}").chaos());
        assertEquals("1 node", read("{" + nodes + ", \"chaos\": {}}").title());
        assertEquals(Chaos.Mode.SWARM, read("{" + nodes + ", \"chaos\": \"swarm\"}").chaos().mode());
        Scenario crashes = read("{" + nodes + ", \"chaos\": {\"faults\": {\"attrition\": {}}}}");
        assertEquals(1, crashes.chaos().listed().size());
        assertEquals(Range.of(0), crashes.chaos().listed().getFirst().range("wipe"));
        assertEquals("1 node, chaos 60s", crashes.title());
    }

    @Test
    void theNetworkHasAModel() throws IOException {
        NetworkModel model = read("""
                {"nodes": [{"name": "kv", "main": "SERVICE", "classPath": ["classes"]}],
                 "network": {"latency": {"min": "1ms", "mean": "3ms"}, "pairLatency": "0s..5ms", "bandwidth": "10MB", "segment": 1460,
                  "placed": {"machine": "10us..50us", "zone": {"fast": "100us", "slow": "2ms..3ms", "slowShare": 0.25}},
                  "sendBuffer": "16KB", "receiveBuffer": 4096, "acceptQueue": 5, "stable": [9000, "kv:8080"]}}
                """).network();
        assertEquals(new NetworkModel(new Latency.Exponential(1_000_000, 3_000_000),
                new NetworkModel.Placed(null, new Latency.Uniform(new Range(10_000, 50_000)),
                        new Latency.Bimodal(Range.of(100_000), new Range(2_000_000, 3_000_000), 0.25), null),
                new Range(0, 5_000_000), 10_000_000, 1460, 16_000, 4096, 5,
                List.of(new NetworkModel.StablePort(null, 9000), new NetworkModel.StablePort("kv", 8080))), model);
    }

    @Test
    void theSeedDecidesHowManyNodesThereAre() throws IOException {
        Scenario scenario = read("""
                {"nodes": [
                  {"name": "kv", "count": "3..5", "main": "SERVICE", "classPath": ["classes"], "args": ["${others}", "${tag:role}"],
                   "tags": {"role": ["leader", "follower"]}},
                  {"name": "db", "main": "SERVICE", "classPath": ["classes"], "args": ["${dc} ${zone} ${machine}"],
                   "placement": {"dataCenters": 2, "zones": "1..2", "machines": 2}}
                ]}
                """);
        assertEquals("7 to 13 nodes", scenario.title());
        Set<Long> counts = new TreeSet<>();
        for (int seed = 0; seed < 50; seed++) {
            List<NodeSpec> nodes = scenario.topology().nodes(new Decisions(seed));
            assertEquals(nodes, scenario.topology().nodes(new Decisions(seed)));
            List<NodeSpec> kv = nodes.stream().filter(node -> node.group().equals("kv")).toList();
            counts.add((long) kv.size());
            assertEquals(kv.size() - 2, kv.getFirst().programs().getFirst().args().getFirst().chars().filter(c -> c == ',').count());
            assertEquals("follower", kv.get(1).tags().get("role"));
            assertEquals("follower", kv.get(1).programs().getFirst().args().getLast());
            NodeSpec db = nodes.getLast();
            assertEquals(db.placement().dataCenter() + " " + db.placement().zone() + " " + db.placement().machine(),
                    db.programs().getFirst().args().getFirst());
            assertEquals("dc2", db.placement().dataCenter());
        }
        assertEquals(Set.of(3L, 4L, 5L), counts);
    }

    /** Each scenario stands on line 1 from its second line on: NODE is a node that would be right. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{}                                       | line 1: nodes: is missing, want a list of nodes",
        "[]                                       | line 1: is a list, want an object {...}",
        "{'nodes': []}                            | line 1: nodes: is empty, want at least one node",
        "{'nodes': {'name': 'a'}}                 | line 1: nodes: is an object, want a list of nodes [...]",
        "{'nodes': [NODE], 'buget': '1m'}         | line 1: buget: unknown key, did you mean budget?",
        "{'nodes': [NODE], 'xyz': 1}              | line 1: xyz: unknown key, known are nodes, workloads, network, disk, chaos, deadlines, budget, rules, invariants, buggify, metrics",
        "{'nodes': [NODE], 'budget': 600}         | line 1: budget: is the number 600, want a duration in quotes, such as \"10m\"",
        "{'nodes': [NODE], 'budget': '10'}        | line 1: budget: \"10\" is no duration, want a duration such as 500ms, 1.5s, 10m or 2h",
        "{'nodes': [NODE], 'budget': '0s'}        | line 1: budget: is zero, want a longer duration",
        "{'nodes': [NODE], 'nodes': [NODE]}       | line 1: nodes: is there twice",
        "{'nodes': [{'main': 'SERVICE', 'clasPath': ['classes']}]} | line 1: nodes[0].clasPath: unknown key, did you mean classPath?",
        "{'nodes': [{'main': 'SERVICE'}]}         | line 1: nodes[0].classPath: is missing, want a list of directories and jars",
        "{'nodes': [{'main': 'SERVICE', 'classPath': 'classes'}]} | line 1: nodes[0].classPath: is one text, want a list: [\"classes\"]",
        "{'nodes': [{'main': 'SERVICE', 'classPath': ['nix']}]}   | line 1: nodes[0].classPath[0]: there is no DIR/nix",
        "{'nodes': [{'classPath': ['classes']}]}  | line 1: nodes[0].main: is missing, want a main class (or jar)",
        "{'nodes': [{'main': 'Nix', 'classPath': ['classes']}]}   | line 1: nodes[0].main: class Nix is not on the class path DIR/classes",
        "{'nodes': [{'main': 'a/b', 'classPath': ['classes']}]}   | line 1: nodes[0].main: class a/b is not on the class path DIR/classes, want dots in the name of a class",
        "{'nodes': [{'main': 'NO_MAIN', 'classPath': ['classes']}]} | line 1: nodes[0].main: class NO_MAIN has no main method",
        "{'nodes': [{'main': 7, 'classPath': ['classes']}]}       | line 1: nodes[0].main: is the number 7, want the name of a class",
        "{'nodes': [{'jar': 'nix.jar'}]}          | line 1: nodes[0].jar: there is no DIR/nix.jar",
        "{'nodes': [{'jar': 'a', 'main': 'b'}]}   | line 1: nodes[0].jar: main is given too, want one of them",
        "{'nodes': [NODE, NODE]}                  | NONE",
        "{'nodes': [{'name': 'a b', 'main': 'SERVICE', 'classPath': ['classes']}]} | line 1: nodes[0].name: \"a b\" cannot be a host name, want letters, digits and hyphens",
        "{'nodes': [{'count': 0, 'main': 'SERVICE', 'classPath': ['classes']}]} | line 1: nodes[0].count: is the number 0, want a whole number from 1 to 254, or a range \"3..5\"",
        "{'nodes': [{'count': '5..3', 'main': 'SERVICE', 'classPath': ['classes']}]} | line 1: nodes[0].count: \"5..3\" runs backwards, want the smaller one first",
        "{'nodes': [{'count': 'x', 'main': 'SERVICE', 'classPath': ['classes']}]} | line 1: nodes[0].count: \"x\" is not a whole number such as 3, or 1..5",
        "{'nodes': [{'name': 'kv', 'count': '1..3', 'args': ['${ip:kv-2}'], 'main': 'SERVICE', 'classPath': ['classes']}]} | line 1: nodes[0].args[0]: ${ip:kv-2}: nothing has that name, did you mean kv-0?",
        "{'nodes': [{'onExit': 'reboot', 'main': 'SERVICE', 'classPath': ['classes']}]} | line 1: nodes[0].onExit: \"reboot\" is unknown, known are fail, restart, ignore",
        "{'nodes': [{'ready': {'log': '('}, 'main': 'SERVICE', 'classPath': ['classes']}]} | line 1: nodes[0].ready.log: \"(\" is no regular expression: Unclosed group",
        "{'nodes': [{'args': '--ip', 'main': 'SERVICE', 'classPath': ['classes']}]} | line 1: nodes[0].args: is the text \"--ip\", want a list of texts [...]",
        "{'nodes': [{'args': ['${pears}'], 'main': 'SERVICE', 'classPath': ['classes']}]} | line 1: nodes[0].args[0]: ${pears}: unknown placeholder, did you mean peers?",
        "{'nodes': [{'args': ['${ip:kx}'], 'name': 'kv', 'main': 'SERVICE', 'classPath': ['classes']}]} | line 1: nodes[0].args[0]: ${ip:kx}: nothing has that name, did you mean kv?",
        "{'nodes': [{'args': ['${ip'], 'main': 'SERVICE', 'classPath': ['classes']}]} | line 1: nodes[0].args[0]: \"${ip\" has a ${ without its }, want ${ip} (or $${ for the characters themselves)",
        "{'nodes': [NODE], 'workloads': [{'name': 'node', 'main': 'SERVICE', 'classPath': ['classes']}]} | line 1: workloads[0]: the name node is taken, want a different \"name\"",
        "{'nodes': [NODE], 'chaos': 'swam'}       | line 1: chaos: \"swam\" is no mode of chaos, did you mean swarm?",
        "{'nodes': [NODE], 'chaos': {'faults': {'atrition': {}}}} | line 1: chaos.faults.atrition: unknown key, did you mean attrition?",
        "{'nodes': [NODE], 'chaos': {'mask': ['clog.*']}} | line 1: chaos.mask[0]: no fault is named clog.*, known are KNOWN",
        "{'nodes': [NODE], 'chaos': {'faults': {'attrition': {'victims': 'kx'}}}} | line 1: chaos.faults.attrition.victims: \"kx\" is no group, node, tag or place of this scenario",
        "{'nodes': [NODE], 'chaos': {'faults': {'attrition': {'interval': '10s..2s'}}}} | line 1: chaos.faults.attrition.interval: \"10s..2s\" runs backwards, want the smaller one first",
        "{'nodes': [NODE], 'chaos': {'faults': {'attrition': {'crash': 0, 'graceful': 0}}}} | line 1: chaos.faults.attrition: crash, graceful and wipe are all 0, want one of them above 0 (or no attrition at all)",
        "{'nodes': [NODE], 'chaos': {'faults': {'attrition': {'maxDead': 1.5}}}} | line 1: chaos.faults.attrition.maxDead: \"1.5\" is not a whole number such as 3, or 1..5",
        "{'nodes': [NODE], 'network': {'latency': 5}} | line 1: network.latency: is the number 5, want a range of durations in quotes, such as \"2s..10s\"",
        "{'nodes': [NODE], 'network': {'latency': {'min': '2ms', 'mean': '1ms'}}} | line 1: network.latency.mean: is less than min",
        "{'nodes': [NODE], 'network': {'placed': {'zone': {'fast': '1ms', 'slow': '2ms'}}}} | line 1: network.placed.zone.slowShare: is missing, want the share of segments that are slow, such as 0.001",
        "{'nodes': [NODE], 'network': {'bandwidth': '10Mbit'}} | line 1: network.bandwidth: \"10Mbit\" is no number of bytes, want one such as 1460, 64KB or 10MB",
        "{'nodes': [NODE], 'network': {'segment': '1MB'}} | line 1: network.segment: is 1000000 bytes, want 1 to 65536",
        "{'nodes': [NODE], 'network': {'stable': ['kv:80']}} | line 1: network.stable[0]: \"kv\" is no group or node of this scenario",
        "{'nodes': [NODE], 'network': {'stable': [0]}} | line 1: network.stable[0]: \"0\" is no port, want one such as 7000 or \"kv:7000\"",
        "{'nodes': [NODE], 'chaos': {'faults': {'network.partition': true}}} | line 1: chaos.faults.network.partition: is true, want an object {...}",
        "{'nodes': [NODE]} x                      | is not valid JSON",
        "{'nodes': [NODE]                         | is not valid JSON",
        "{'nodes': [NODE,]}                       | is not valid JSON",
    })
    void complainsInOneLine(String json, String message) {
        String node = "{'main': 'SERVICE', 'classPath': ['classes']}";
        String text = json.replace("NODE, NODE", node + "," + node.replace("{", "{'name': 'other', "))
                .replace("NODE", node).replace('\'', '"');
        if (message.equals("NONE")) {
            assertEquals(2, nodes(read2(text)).size());
            return;
        }
        String expected = "scenario " + directory.resolve("kv.json") + ", "
                + message.replace("DIR", directory.toString()).replace("NO_MAIN", NoMain.class.getName())
                .replace("KNOWN", String.join(", ", FaultCatalog.names()));
        String actual = assertThrows(UsageError.class, () -> read(text)).getMessage();
        if (message.contains("is not valid JSON")) {
            // The words are the parser's: the line and that it is one line are ours.
            assertTrue(actual.contains(", line 1, column ") && actual.contains(": is not valid JSON: "), actual);
            assertEquals(1, actual.lines().count());
        } else {
            assertEquals(expected, actual);
        }
    }

    private static List<NodeSpec> nodes(Scenario scenario) {
        return scenario.topology().nodes(new Decisions(1));
    }

    private Scenario read2(String json) {
        try {
            return read(json);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void namesTheLine() {
        String message = assertThrows(UsageError.class, () -> read("""
                {
                  "nodes": [
                    {
                      "main": "SERVICE",
                      "clasPath": ["classes"]
                    }
                  ]
                }
                """)).getMessage();
        assertEquals("scenario " + directory.resolve("kv.json")
                + ", line 5: nodes[0].clasPath: unknown key, did you mean classPath?", message);
    }

    @Test
    void saysThatThereIsNoFile() {
        Path file = directory.resolve("nix.json");
        assertEquals("scenario " + file + ": no such file",
                assertThrows(UsageError.class, () -> ScenarioFile.read(file)).getMessage());
        assertEquals("scenario " + directory + ": is a directory, want a JSON file",
                assertThrows(UsageError.class, () -> ScenarioFile.read(directory)).getMessage());
    }
}
