package dev.moonsim.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.moonsim.fault.Chaos;
import dev.moonsim.node.NodeSpec;
import dev.moonsim.run.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
                    "attrition": {"interval": "2s..10s", "maxDead": 2, "crash": 3, "graceful": 1, "wipe": 1, "recovery": "5s"},
                    "network": {"latency": "0.5ms..5ms", "partitions": {"interval": "5s..20s", "duration": "1s..5s"}}
                  },
                  "budget": "5m"
                }
                """);
        assertEquals("4 nodes, 3 workloads, chaos 90s", scenario.title());
        assertEquals(300_000_000_000L, scenario.budgetNanos());
        assertTrue(scenario.cluster());
        assertEquals(List.of("kv-0", "kv-1", "kv-2", "db", "client-0", "client-1", "audit"),
                scenario.nodes().stream().map(NodeSpec::name).toList());
        assertEquals(List.of("10.0.1.1", "10.0.1.2", "10.0.1.3", "10.0.2.1", "10.0.0.1", "10.0.0.2", "10.0.0.3"),
                scenario.nodes().stream().map(NodeSpec::ip).toList());
        NodeSpec kv = scenario.nodes().get(1);
        assertEquals(List.of("--ip", "10.0.1.2", "--peers", "10.0.1.1:8080,10.0.1.3:8080", "1/3", "kv-1", "7"), kv.args());
        assertEquals(Map.of("kv.sync", "each", "kv.all", "10.0.1.1,10.0.1.2,10.0.1.3"), kv.properties());
        assertEquals(Map.of("HOME", "/${x}"), kv.environment());
        assertEquals(List.of(directory.resolve("classes")), kv.classPath());
        assertEquals(directory, kv.workingDirectory());
        assertFalse(kv.workload());
        assertTrue(scenario.nodes().get(4).workload());
        assertEquals(List.of("10.0.1.1:8080,10.0.1.2:8080,10.0.1.3:8080"), scenario.nodes().get(4).args());
        assertEquals(List.of("jdbc:10.0.2.1", "10.0.1.3"), scenario.nodes().get(6).args());
        Chaos.Attrition attrition = scenario.chaos().attrition();
        assertEquals(new Chaos.Range(2_000_000_000L, 10_000_000_000L), attrition.interval());
        assertEquals(new Chaos.Range(5_000_000_000L, 5_000_000_000L), attrition.recoveryDelay());
        assertEquals(2, attrition.maxDead());
        assertEquals(List.of(3, 1, 1),
                List.of(attrition.crashWeight(), attrition.gracefulWeight(), attrition.wipeWeight()));
        assertEquals(new Chaos.Range(500_000, 5_000_000), scenario.chaos().network().latency());
        assertEquals(90_000_000_000L, scenario.chaos().durationNanos());
    }

    @Test
    void chaosIsOffUnlessNamed() throws IOException {
        String nodes = "\"nodes\": [{\"main\": \"SERVICE\", \"classPath\": [\"classes\"]}]";
        assertEquals(Chaos.OFF, read("{" + nodes + "}").chaos());
        assertEquals(Chaos.OFF, read("{" + nodes + ", \"chaos\": \"off\"}").chaos());
        Scenario slow = read("{" + nodes + ", \"chaos\": {\"network\": {\"latency\": \"1ms..2ms\"}}}");
        assertNull(slow.chaos().attrition());
        assertNull(slow.chaos().network().partitionInterval());
        assertEquals("1 node", slow.title());
        Scenario crashes = read("{" + nodes + ", \"chaos\": {\"attrition\": {}}}");
        assertNull(crashes.chaos().network().partitionInterval());
        assertEquals(0, crashes.chaos().attrition().wipeWeight());
        assertEquals("1 node, chaos 60s", crashes.title());
    }

    /** Each scenario stands on line 1 from its second line on: NODE is a node that would be right. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{}                                       | line 1: nodes: is missing, want a list of nodes",
        "[]                                       | line 1: is a list, want an object {...}",
        "{'nodes': []}                            | line 1: nodes: is empty, want at least one node",
        "{'nodes': {'name': 'a'}}                 | line 1: nodes: is an object, want a list of nodes [...]",
        "{'nodes': [NODE], 'buget': '1m'}         | line 1: buget: unknown key, did you mean budget?",
        "{'nodes': [NODE], 'xyz': 1}              | line 1: xyz: unknown key, known are nodes, workloads, chaos, budget",
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
        "{'nodes': [{'main': 7, 'classPath': ['classes']}]}       | line 1: nodes[0].main: is the number 7, want the name of a main class",
        "{'nodes': [{'jar': 'nix.jar'}]}          | line 1: nodes[0].jar: there is no DIR/nix.jar",
        "{'nodes': [{'jar': 'a', 'main': 'b'}]}   | line 1: nodes[0].jar: main is given too, want one of them",
        "{'nodes': [NODE, NODE]}                  | NONE",
        "{'nodes': [{'name': 'a b', 'main': 'SERVICE', 'classPath': ['classes']}]} | line 1: nodes[0].name: \"a b\" cannot be a host name, want letters, digits and hyphens",
        "{'nodes': [{'count': 0, 'main': 'SERVICE', 'classPath': ['classes']}]} | line 1: nodes[0].count: is the number 0, want a whole number from 1 to 254",
        "{'nodes': [{'count': '3', 'main': 'SERVICE', 'classPath': ['classes']}]} | line 1: nodes[0].count: is the text \"3\", want a whole number from 1 to 254",
        "{'nodes': [{'args': '--ip', 'main': 'SERVICE', 'classPath': ['classes']}]} | line 1: nodes[0].args: is the text \"--ip\", want a list of texts [...]",
        "{'nodes': [{'args': ['${pears}'], 'main': 'SERVICE', 'classPath': ['classes']}]} | line 1: nodes[0].args[0]: ${pears}: unknown placeholder, did you mean peers?",
        "{'nodes': [{'args': ['${ip:kx}'], 'name': 'kv', 'main': 'SERVICE', 'classPath': ['classes']}]} | line 1: nodes[0].args[0]: ${ip:kx}: nothing has that name, did you mean kv?",
        "{'nodes': [{'args': ['${ip'], 'main': 'SERVICE', 'classPath': ['classes']}]} | line 1: nodes[0].args[0]: \"${ip\" has a ${ without its }, want ${ip} (or $${ for the characters themselves)",
        "{'nodes': [NODE], 'workloads': [{'name': 'node', 'main': 'SERVICE', 'classPath': ['classes']}]} | line 1: workloads[0]: the name node is taken, want a different \"name\"",
        "{'nodes': [NODE], 'chaos': 'on'}         | line 1: chaos: is the text \"on\", want \"off\" or an object {...}",
        "{'nodes': [NODE], 'chaos': {'atrition': {}}} | line 1: chaos.atrition: unknown key, did you mean attrition?",
        "{'nodes': [NODE], 'chaos': {'attrition': {'interval': '10s..2s'}}} | line 1: chaos.attrition.interval: \"10s..2s\" runs backwards, want the smaller one first",
        "{'nodes': [NODE], 'chaos': {'attrition': {'crash': 0, 'graceful': 0}}} | line 1: chaos.attrition: crash, graceful and wipe are all 0, want one of them above 0 (or no attrition at all)",
        "{'nodes': [NODE], 'chaos': {'attrition': {'maxDead': 1.5}}} | line 1: chaos.attrition.maxDead: is the number 1.5, want a whole number from 1",
        "{'nodes': [NODE], 'chaos': {'network': {'latency': 5}}} | line 1: chaos.network.latency: is the number 5, want a range of durations in quotes, such as \"2s..10s\"",
        "{'nodes': [NODE], 'chaos': {'network': {'partitions': true}}} | line 1: chaos.network.partitions: is true, want an object {...}",
        "{'nodes': [NODE]} x                      | is not valid JSON",
        "{'nodes': [NODE]                         | is not valid JSON",
        "{'nodes': [NODE,]}                       | is not valid JSON",
    })
    void complainsInOneLine(String json, String message) {
        String node = "{'main': 'SERVICE', 'classPath': ['classes']}";
        String text = json.replace("NODE, NODE", node + "," + node.replace("{", "{'name': 'other', "))
                .replace("NODE", node).replace('\'', '"');
        if (message.equals("NONE")) {
            assertEquals(2, read2(text).nodes().size());
            return;
        }
        String expected = "scenario " + directory.resolve("kv.json") + ", "
                + message.replace("DIR", directory.toString()).replace("NO_MAIN", NoMain.class.getName());
        String actual = assertThrows(UsageError.class, () -> read(text)).getMessage();
        if (message.contains("is not valid JSON")) {
            // The words are the parser's: the line and that it is one line are ours.
            assertTrue(actual.contains(", line 1, column ") && actual.contains(": is not valid JSON: "), actual);
            assertEquals(1, actual.lines().count());
        } else {
            assertEquals(expected, actual);
        }
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
