package dev.moonsim.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.moonsim.api.Invariant;
import dev.moonsim.api.State;
import dev.moonsim.metric.Aggregate;
import dev.moonsim.metric.MetricQuery;
import dev.moonsim.property.BuggifyOptions;
import dev.moonsim.property.LogRule;
import dev.moonsim.property.PropertyOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PropertiesSectionTest {
    /** A program and an invariant; their class files lie beside the scenario in these tests. */
    static final class Service {
        public static void main(String[] args) {
        }
    }

    static final class Holds implements Invariant {
        @Override
        public void check(State state) {
        }
    }

    @TempDir
    Path directory;

    @BeforeEach
    void putClassesBesideTheScenario() throws IOException {
        for (Class<?> type : List.of(Service.class, Holds.class)) {
            String file = type.getName().replace('.', '/') + ".class";
            Path copy = directory.resolve("classes").resolve(file);
            Files.createDirectories(copy.getParent());
            try (var in = type.getClassLoader().getResourceAsStream(file)) {
                Files.write(copy, in.readAllBytes());
            }
        }
    }

    private PropertyOptions read(String keys) throws IOException {
        Path file = directory.resolve("kv.json");
        Files.writeString(file, ("{\"nodes\": [{\"name\": \"kv\", \"count\": 3, \"main\": \"SERVICE\", \"classPath\": [\"classes\"]}],\n"
                + keys + "}").replace("SERVICE", Service.class.getName()).replace("HOLDS", Holds.class.getName()));
        return ScenarioFile.read(file).properties();
    }

    @Test
    void readsAllOfIt() throws IOException {
        PropertyOptions options = read("""
                "rules": [
                  {"never": "ERROR"},
                  {"sometimes": "leader \\\\d+", "node": "kv-1"},
                  {"before": ["open", "write"], "group": "kv"},
                  {"neverWithoutFault": "lost", "within": "5s", "name": "links hold"}
                ],
                "invariants": [{"class": "HOLDS", "classPath": ["classes"]}],
                "metrics": [
                  {"of": "answer-ms", "reduce": "p99.9", "node": "kv-2"},
                  {"name": "worst second", "of": "answers/*", "window": "1s", "each": "rate", "reduce": "min", "group": "kv"}
                ],
                "buggify": {"activation": 1, "firing": 0.5}
                """);
        assertEquals(List.of("log: never /ERROR/", "log: sometimes /leader \\d+/ on kv-1", "log: /open/ before /write/ on kv",
                "links hold"), options.rules().stream().map(LogRule::name).toList());
        assertEquals(5_000_000_000L, options.rules().get(3).withinNanos());
        assertEquals("open", options.rules().get(2).earlier().pattern());
        assertEquals(Holds.class.getName(), options.invariants().getFirst().className());
        assertEquals(List.of(directory.resolve("classes")), options.invariants().getFirst().classPath());
        assertEquals(List.of(
                new MetricQuery("p99.9 of answer-ms on kv-2", "answer-ms", null, "kv-2", 0, null, Aggregate.parse("p99.9")),
                new MetricQuery("worst second", "answers/*", "kv", null, 1_000_000_000, Aggregate.parse("rate"),
                        Aggregate.parse("min"))), options.metrics());
        assertEquals(new BuggifyOptions(1, 0.5, 0.25), options.buggify());
        assertEquals(BuggifyOptions.OFF, read("\"buggify\": \"off\"").buggify());
        assertEquals(PropertyOptions.DEFAULT, read("\"chaos\": \"swarm\""));
        assertEquals(PropertyOptions.DEFAULT.withBuggify(BuggifyOptions.OFF), read("\"chaos\": \"off\""), "no chaos at all");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "rules": [{"never": "a("}]                          | rules[0].never: "a(" is no regular expression
        "rules": [{"nver": "a"}]                            | rules[0].nver: unknown key, did you mean never?
        "rules": [{"never": "a", "sometimes": "b"}]         | rules[0].sometimes: never is given too
        "rules": [{"group": "kv"}]                          | rules[0]: is no rule, want one of never, sometimes, before, neverWithoutFault
        "rules": [{"before": ["a"]}]                        | rules[0].before: has 1 patterns, want two
        "rules": [{"never": "a", "within": "1s"}]           | rules[0].within: goes with neverWithoutFault only
        "rules": [{"never": "a", "group": "vk"}]            | rules[0].group: there is no group "vk"
        "rules": [{"never": "a", "node": "kv-3"}]           | rules[0].node: there is no node "kv-3"
        "rules": [{"never": "a"}, {"never": "a"}]           | rules[1]: there is a rule "log: never /a/" already
        "invariants": [{"class": "HOLDS"}]                  | invariants[0].classPath: is missing
        "invariants": [{"class": "No", "classPath": ["classes"]}]      | invariants[0].class: class No is not on the class path
        "invariants": [{"class": "SERVICE", "classPath": ["classes"]}] | does not implement dev.moonsim.api.Invariant
        "metrics": [{"reduce": "max"}]                       | metrics[0].of: is missing
        "metrics": [{"of": "a", "reduce": "median"}]         | metrics[0].reduce: is "median", want count, sum, min, max
        "metrics": [{"of": "a", "reduce": "max", "each": "sum"}]       | metrics[0].each: has no window
        "metrics": [{"of": "a", "reduce": "max", "window": "1s"}]      | metrics[0].window: says nothing without "each"
        "metrics": [{"of": "a", "reduce": "p9", "window": "1s", "each": "p5"}] | metrics[0].reduce: would be a percentile of percentiles
        "metrics": [{"of": "a", "reduce": "p9", "group": "k"}]         | metrics[0].group: there is no group "k"
        "metrics": [{"of": "a", "reduce": "p9"}, {"of": "a", "reduce": "p9"}]  | metrics[1]: there is a metric "p9 of a" already
        "buggify": "of"                                     | buggify: is the text "of", want "off" or an object
        "buggify": {"firing": 1.5}                          | buggify.firing: is 1.5, want a probability from 0 to 1
        "buggify": {"fires": 1}                             | buggify.fires: unknown key
        """)
    void saysWhatIsWrongInOneLine(String keys, String message) {
        String text = assertThrows(UsageError.class, () -> read(keys)).getMessage();
        assertTrue(text.contains(message) && text.contains("kv.json, line 2") && text.indexOf('\n') < 0, text);
    }
}
