package dev.moonsim.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.moonsim.run.Failure;
import dev.moonsim.run.RunResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run as one HTML page that needs nothing else: lanes of nodes and tasks over virtual time, messages, faults, output and the
 * failure at its place. Made from a trace of all events.
 */
public final class HtmlReport {
    /** Beyond so many of one kind, browsers get slow: the page says what it leaves out. */
    private static final int MOST = 200_000;
    private static final String MARK = "/*DATA*/null";

    private final Map<String, Integer> nodes = new LinkedHashMap<>();
    private final Map<Long, Object[]> tasks = new LinkedHashMap<>();
    private final List<Object[]> steps = new ArrayList<>();
    private final List<Object[]> messages = new ArrayList<>();
    private final List<Object[]> marks = new ArrayList<>();
    private final List<Object[]> phases = new ArrayList<>();
    private final Map<Long, Object[]> faults = new LinkedHashMap<>();
    private final Map<Integer, StringBuilder> lines = new HashMap<>();
    /** Segments under way, by connection and direction: time, node and bytes left. */
    private final Map<String, ArrayDeque<long[]>> sent = new HashMap<>();
    private long left;
    private long end;

    private HtmlReport() {}

    /** @param trace of all events of the run, as {@link TraceFile} writes it */
    public static void write(Path html, Path trace, RunResult result, String title, String reproduce) throws IOException {
        HtmlReport report = new HtmlReport();
        report.read(trace);
        String data = report.data(result, title, reproduce);
        String page;
        try (InputStream in = HtmlReport.class.getResourceAsStream("run.html")) {
            page = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        int at = page.indexOf(MARK);
        Files.writeString(html, page.substring(0, at) + data.replace("</", "<\\/") + page.substring(at + MARK.length()));
    }

    // ---- the trace ----

    private void read(Path trace) throws IOException {
        try (JsonParser json = new JsonFactory().createParser(trace.toFile())) {
            while (json.nextToken() != JsonToken.START_ARRAY) {
                // what run it is
            }
            while (json.nextToken() == JsonToken.START_OBJECT) {
                Map<String, Object> event = new HashMap<>();
                while (json.nextToken() != JsonToken.END_OBJECT) {
                    String name = json.currentName();
                    JsonToken value = json.nextToken();
                    if (value == JsonToken.VALUE_STRING) {
                        event.put(name, json.getText());
                    } else if (value.isNumeric()) {
                        event.put(name, json.getLongValue());
                    } else if (name.equals("metadata")) {
                        while (json.nextToken() != JsonToken.END_OBJECT) {
                            event.put(json.currentName(), json.nextTextValue());
                        }
                    } else {
                        json.skipChildren();
                    }
                }
                event(event);
            }
        }
    }

    private void event(Map<String, Object> event) {
        long t = (Long) event.get("nanos");
        end = Math.max(end, t);
        long a = number(event, "a");
        long b = number(event, "b");
        int node = TraceFile.ORCHESTRATOR.equals(event.get("role")) ? -1
                : nodes.computeIfAbsent((String) event.get("role"), name -> nodes.size());
        long task = event.get("task") == null ? -1 : (Long) event.get("task");
        String text = event.get("resource").equals("") ? null : (String) event.get("resource");
        String kind = (String) event.get("action");
        switch (kind) {
            case "task.start" -> tasks.put(a, new Object[] {a, node, text == null ? "" : text, t});
            case "step" -> add(steps, t, task, a);
            case "phase" -> phases.add(new Object[] {t, text});
            case "fault" -> faults.put(b, new Object[] {t, -1L, text == null ? "" : text});
            case "fault.end" -> {
                Object[] fault = faults.get(b);
                if (fault != null) {
                    fault[1] = t;
                }
            }
            case "net.send" -> {
                if (text != null) {
                    sent.computeIfAbsent(text, key -> new ArrayDeque<>()).add(new long[] {t, node, b});
                }
            }
            case "net.deliver" -> delivered(t, node, text, a & 0xffffffffL, b);
            case "output" -> output(t, node, task, text, a == 2);
            case "node.boot", "node.exit", "node.crash", "net.connect", "net.reset", "net.close", "net.accept", "disk.sync",
                    "disk.crash", "disk.write", "task.uncaught", "failure", "escape", "task.stall" -> add(marks, t, node, task, kind,
                    text == null ? "" : text);
            default -> {
                // of interest to the digest only
            }
        }
    }

    private static long number(Map<String, Object> event, String key) {
        return event.get(key) instanceof String value ? Long.parseLong(value) : 0;
    }

    private void add(List<Object[]> list, Object... event) {
        if (list.size() < MOST) {
            list.add(event);
        } else {
            left++;
        }
    }

    /** A connection is a stream: bytes are taken from the oldest writes that have some left. */
    private void delivered(long t, int node, String text, long bytes, long value) {
        if (text == null || bytes == 0 && value == -1) {
            return;
        }
        int arrow = text.indexOf(" -> ");
        ArrayDeque<long[]> queue = arrow < 0 ? null : sent.get(text.substring(arrow + 4) + " -> " + text.substring(0, arrow));
        if (queue == null || queue.isEmpty()) {
            return;
        }
        long[] first = queue.peek();
        add(messages, first[0], (int) first[1], t, node, bytes, text.substring(arrow + 4) + " -> " + text.substring(0, arrow));
        long rest = bytes;
        while (rest > 0 && !queue.isEmpty()) {
            long taken = Math.min(rest, queue.peek()[2]);
            queue.peek()[2] -= taken;
            rest -= taken;
            if (queue.peek()[2] == 0) {
                queue.poll();
            }
        }
    }

    private void output(long t, int node, long task, String text, boolean error) {
        if (text == null) {
            return;
        }
        StringBuilder line = lines.computeIfAbsent(node * 2 + (error ? 1 : 0), key -> new StringBuilder());
        line.append(text);
        for (int newLine = line.indexOf("\n"); newLine >= 0; newLine = line.indexOf("\n")) {
            add(marks, t, node, task, error ? "stderr" : "stdout", line.substring(0, newLine).stripTrailing());
            line.delete(0, newLine + 1);
        }
    }

    // ---- the page's data ----

    private String data(RunResult result, String title, String reproduce) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("title", title);
            json.writeStringField("seed", "0x" + Long.toHexString(result.seed()));
            json.writeStringField("digest", result.digestHex());
            json.writeStringField("verdict", Verdicts.word(Verdicts.of(result)));
            json.writeStringField("ended", result.ended());
            json.writeNumberField("end", Math.max(end, result.virtualNanos()));
            json.writeNumberField("steps", result.steps());
            json.writeNumberField("left", left);
            if (reproduce != null) {
                json.writeStringField("reproduce", reproduce);
            }
            json.writeArrayFieldStart("failures");
            for (Failure failure : result.failures()) {
                row(json, failure.virtualNanos(), failure.what(), failure.message(), failure.node() == null ? "" : failure.node(),
                        failure.stack());
            }
            json.writeEndArray();
            rows(json, "nodes", nodes.keySet().stream().map(name -> new Object[] {name}).toList());
            rows(json, "tasks", tasks.values());
            rows(json, "phases", phases);
            rows(json, "faults", faults.values());
            rows(json, "messages", messages);
            rows(json, "marks", marks);
            rows(json, "activity", steps);
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void rows(JsonGenerator json, String name, Iterable<Object[]> rows) throws IOException {
        json.writeArrayFieldStart(name);
        for (Object[] row : rows) {
            row(json, row);
        }
        json.writeEndArray();
    }

    private static void row(JsonGenerator json, Object... values) throws IOException {
        json.writeStartArray();
        for (Object value : values) {
            if (value instanceof Number number) {
                json.writeNumber(number.longValue());
            } else {
                json.writeString((String) value);
            }
        }
        json.writeEndArray();
    }
}
