package dev.moonsim.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.moonsim.config.JsonValue;
import dev.moonsim.config.Seeds;
import dev.moonsim.net.SocketRow;
import dev.moonsim.run.AllowedEscape;
import dev.moonsim.run.Failure;
import dev.moonsim.run.RunResult;
import dev.moonsim.run.RunResult.Verdict;
import dev.moonsim.sched.ScheduleCounts;
import dev.moonsim.trace.InterleavingTable;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON form of a run's result: what {@code -Dmoonsim.report} writes, and what a worker sends about each seed.
 *
 * <p>{@code seed} is a JSON number of 64 bits, signed; {@code seedHex} is the same for readers that round large numbers.
 * Times are nanoseconds of virtual time unless the name says otherwise.
 */
public final class RunReport {
    private static final JsonFactory FACTORY = new JsonFactory();

    private RunReport() {}

    /**
     * Writes a report for people and programs.
     *
     * @param title what was run
     * @param reproduce the command that runs it again
     */
    public static void write(Path file, RunResult result, String title, String reproduce) throws IOException {
        try (Writer out = Files.newBufferedWriter(file); JsonGenerator json = FACTORY.createGenerator(out)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            members(json, result);
            json.writeArrayFieldStart("allowed");
            for (AllowedEscape escape : AllowedEscape.values()) {
                if (escape.isAllowed()) {
                    json.writeString(escape.label());
                }
            }
            json.writeEndArray();
            json.writeStringField("ran", title);
            json.writeStringField("reproduce", reproduce);
            json.writeStringField("jvm", System.getProperty("java.vm.name") + " " + Runtime.version());
            json.writeEndObject();
            json.flush();
            out.write('\n');
        }
    }

    /** One line. */
    public static String line(RunResult result) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            members(json, result);
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException(e); // a StringWriter has none
        }
        return text.toString();
    }

    private static void members(JsonGenerator json, RunResult result) throws IOException {
        json.writeNumberField("seed", result.seed());
        json.writeStringField("seedHex", Seeds.text(result.seed()));
        json.writeStringField("verdict", Verdicts.word(Verdicts.of(result)));
        json.writeStringField("ended", result.ended());
        json.writeArrayFieldStart("failures");
        for (Failure failure : result.failures()) {
            json.writeStartObject();
            failure(json, failure);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("steps", result.steps());
        json.writeNumberField("virtualNanos", result.virtualNanos());
        json.writeNumberField("wallMillis", result.wallMillis());
        json.writeStringField("digest", result.digestHex());
        counts(json, "faults", result.faults());
        counts(json, "escapes", result.escapes());
        json.writeNumberField("exitCode", result.exitCode());
        ScheduleCounts schedule = result.schedule();
        json.writeObjectFieldStart("schedule");
        json.writeStringField("strategy", schedule.strategy());
        json.writeNumberField("points", schedule.points());
        json.writeNumberField("switches", schedule.switches());
        json.writeNumberField("preemptions", schedule.preemptions());
        json.writeNumberField("stalls", schedule.stalls());
        json.writeNumberField("spurious", schedule.spurious());
        json.writeNumberField("spinLimits", schedule.spinLimits());
        json.writeEndObject();
        strings(json, "lastFaults", result.lastFaults());
        sockets(json, result.sockets());
        PropertyJson.write(json, result.properties());
        MetricJson.write(json, result.metrics());
        HostUseJson.write(json, result.host());
        table(json, result.table());
    }

    private static void sockets(JsonGenerator json, List<SocketRow> sockets) throws IOException {
        if (sockets.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("sockets");
        for (SocketRow socket : sockets) {
            json.writeStartObject();
            json.writeStringField("node", socket.node());
            json.writeStringField("local", socket.local());
            json.writeStringField("remote", socket.remote());
            json.writeStringField("state", socket.state());
            json.writeNumberField("received", socket.received());
            json.writeNumberField("sent", socket.sent());
            json.writeStringField("task", socket.task());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static List<SocketRow> sockets(JsonValue json) {
        List<SocketRow> sockets = new ArrayList<>();
        if (json != null) {
            for (JsonValue socket : json.elements("a list")) {
                sockets.add(new SocketRow(text(socket, "node"), text(socket, "local"), text(socket, "remote"), text(socket, "state"),
                        number(socket, "received"), number(socket, "sent"), text(socket, "task")));
            }
        }
        return sockets;
    }

    /** The table of a failure, as events and as text; nothing where there is none. */
    public static void table(JsonGenerator json, InterleavingTable table) throws IOException {
        if (table == null) {
            return;
        }
        json.writeObjectFieldStart("interleaving");
        strings(json, "tasks", table.tasks());
        json.writeArrayFieldStart("rows");
        for (InterleavingTable.Row row : table.rows()) {
            json.writeStartObject();
            json.writeStringField("task", row.task());
            json.writeStringField("text", row.text());
            json.writeStringField("source", row.source());
            json.writeNumberField("virtualNanos", row.virtualNanos());
            json.writeBooleanField("failing", row.failing());
            json.writeEndObject();
        }
        json.writeEndArray();
        strings(json, "lines", table.lines());
        json.writeEndObject();
    }

    private static void strings(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    public static void failure(JsonGenerator json, Failure failure) throws IOException {
        json.writeStringField("what", failure.what());
        json.writeStringField("message", failure.message());
        json.writeStringField("node", failure.node());
        json.writeStringField("task", failure.task());
        json.writeNumberField("virtualNanos", failure.virtualNanos());
        json.writeStringField("signature", failure.signature());
        json.writeStringField("stack", failure.stack());
        if (!failure.details().isEmpty()) {
            json.writeStringField("details", failure.details());
        }
    }

    public static void counts(JsonGenerator json, String name, Map<String, Long> counts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Long> entry : counts.entrySet()) {
            json.writeNumberField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }

    /** Reads what {@link #line} or {@link #write} wrote. */
    public static RunResult read(JsonValue json) {
        List<Failure> failures = new ArrayList<>();
        for (JsonValue failure : json.require("failures", "a list").elements("a list")) {
            failures.add(new Failure(text(failure, "what"), text(failure, "message"), text(failure, "node"),
                    text(failure, "task"), number(failure, "virtualNanos"), text(failure, "stack"),
                    failure.get("details") == null ? "" : text(failure, "details")));
        }
        List<String> lastFaults = texts(json, "lastFaults");
        Verdict verdict = switch (text(json, "verdict")) {
            case "passed" -> Verdict.PASSED;
            case "failed" -> Verdict.FAILED;
            default -> Verdict.ERROR;
        };
        return new RunResult(number(json, "seed"), verdict, text(json, "ended"), failures, number(json, "steps"),
                number(json, "virtualNanos"), number(json, "wallMillis"),
                new BigInteger(text(json, "digest"), 16).longValue(), counts(json, "faults"), counts(json, "escapes"),
                (int) number(json, "exitCode"), lastFaults, schedule(json.require("schedule", "an object")),
                json.get("interleaving") == null ? null : table(json.get("interleaving")), PropertyJson.read(json),
                sockets(json.get("sockets")), MetricJson.read(json), HostUseJson.read(json));
    }

    private static InterleavingTable table(JsonValue json) {
        List<InterleavingTable.Row> rows = new ArrayList<>();
        for (JsonValue row : json.require("rows", "a list").elements("a list")) {
            rows.add(new InterleavingTable.Row(text(row, "task"), text(row, "text"), text(row, "source"),
                    number(row, "virtualNanos"), row.require("failing", "true or false").scalar("true or false").equals("true")));
        }
        return new InterleavingTable(texts(json, "tasks"), rows, texts(json, "lines"));
    }

    private static List<String> texts(JsonValue json, String key) {
        List<String> texts = new ArrayList<>();
        for (JsonValue text : json.require(key, "a list").elements("a list")) {
            texts.add(text.text("a text"));
        }
        return texts;
    }

    private static ScheduleCounts schedule(JsonValue json) {
        return new ScheduleCounts(text(json, "strategy"), number(json, "points"), number(json, "switches"),
                number(json, "preemptions"), number(json, "stalls"), number(json, "spurious"), number(json, "spinLimits"));
    }

    private static String text(JsonValue json, String key) {
        JsonValue value = json.require(key, "a text");
        return value.isText() ? value.text("") : null;
    }

    private static long number(JsonValue json, String key) {
        return json.require(key, "a number").integer(Long.MIN_VALUE, Long.MAX_VALUE, "a number");
    }

    private static Map<String, Long> counts(JsonValue json, String key) {
        Map<String, Long> counts = new LinkedHashMap<>();
        json.require(key, "an object").object().forEach((name, count) ->
                counts.put(name, count.integer(Long.MIN_VALUE, Long.MAX_VALUE, "a number")));
        return counts;
    }
}
