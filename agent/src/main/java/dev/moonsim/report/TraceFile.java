package dev.moonsim.report;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.moonsim.config.Seeds;
import dev.moonsim.decide.Decisions;
import dev.moonsim.disk.HostUse;
import dev.moonsim.node.NodeSpec;
import dev.moonsim.run.RunResult;
import dev.moonsim.run.Scenario;
import dev.moonsim.run.Simulation;
import dev.moonsim.sched.Task;
import dev.moonsim.trace.Checkpoints;
import dev.moonsim.trace.EventKind;
import dev.moonsim.trace.Trace;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Writes the events of a run to a file: one JSON object, in which each event has a line of its own.
 * <pre>
 * {"run_id":"...","profile_id":"...","seed":42,"seed_hex":"0x2a","version":1,"events":[
 * {"step":48211,"role":"kv-0","action":"net.send","status":"Success","attempt":0,"resource":"...","metadata":{"a":"1","b":"20"},
 *  "nanos":12481000000,"task":3},
 * ...
 * ],"digest":"9f3a11c07d20e4b8"}
 * </pre>
 * {@code nanos} is virtual time; {@code role} the node, or {@code Orchestrator} for the simulation itself; {@code status}
 * {@code "Planned"}, {@code "Success"}, {@code "Retry"} or {@code {"Failed":{"reason":"..."}}}; {@code attempt} the number of the
 * boot, for boots; {@code metadata} the numbers of the event that the digest takes in, where they are not 0. {@code task} is
 * absent where no task made the event. In detail there are also the event's number, its thread and stack, and at the end the
 * checkpoints of the digest: {@code "distance":4,"digests":[...]}. Behind the digest of the run comes what may differ between machines:
 * the JDK and, where programs opened or changed them, the host's files, {@code "java":"25.0.3+9-LTS",
 * "hostFiles":{"conf/service.properties":"41c0..."},"changedHostFiles":["data/kv.log"]}.
 */
public final class TraceFile implements Trace.Sink, AutoCloseable {
    /** Of the format. */
    public static final int VERSION = 1;
    /** The member that has the version of the JDK. */
    static final String JAVA = "java";
    /** The role of what no node does. */
    public static final String ORCHESTRATOR = "Orchestrator";

    /** Values of the host beyond so many are not told: the first is what matters. */
    private static final int MOST_HOST_VALUES = 1000;

    private final JsonGenerator json;
    private final String[] nodes;
    private final Tracing tracing;
    private final Checkpoints checkpoints;
    private int hostValues;
    private String digest;
    private HostUse host = HostUse.NONE;

    private TraceFile(JsonGenerator json, String[] nodes, Tracing tracing) {
        this.json = json;
        this.nodes = nodes;
        this.tracing = tracing;
        this.checkpoints = tracing.detailed() ? new Checkpoints() : null;
    }

    public static TraceFile create(Tracing tracing, Scenario scenario, long seed) throws IOException {
        List<NodeSpec> specs = scenario.topology().nodes(new Decisions(seed));
        String[] nodes = new String[specs.size()];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = specs.get(i).name();
        }
        JsonGenerator json = new JsonFactory().createGenerator(new HostFile(new FileOutputStream(tracing.file().toFile())),
                JsonEncoding.UTF8);
        json.setPrettyPrinter(new MinimalPrettyPrinter(",\n"));
        json.writeRaw(head(scenario, seed));
        return new TraceFile(json, nodes, tracing);
    }

    /** What is the same in all runs of the seed, up to the first event. */
    private static String head(Scenario scenario, long seed) throws IOException {
        String profile = scenario.title() + ", " + scenario.schedule().strategy();
        StringWriter text = new StringWriter();
        try (JsonGenerator head = new JsonFactory().createGenerator(text)) {
            head.writeStartObject();
            head.writeStringField("run_id", "%016x".formatted(Decisions.mix(Trace.hash(profile) ^ Decisions.mix(seed))));
            head.writeStringField("profile_id", profile);
            head.writeNumberField("seed", seed);
            head.writeStringField("seed_hex", Seeds.text(seed));
            head.writeNumberField("version", VERSION);
            head.writeArrayFieldStart("events");
            head.flush();
            return text + "\n";
        }
    }

    /** What the run came to; written at the end. */
    public void ended(RunResult result) {
        digest = result.digestHex();
        host = result.host();
    }

    @Override
    public long first() {
        return tracing.first() - 1;
    }

    @Override
    public long end() {
        return tracing.last();
    }

    @Override
    public Checkpoints checkpoints() {
        return checkpoints;
    }

    @Override
    public void event(long number, long virtualNanos, long step, int node, int task, EventKind kind, long a, long b, String text) {
        if (kind == EventKind.ALLOWED && tracing.detailed() && ++hostValues > MOST_HOST_VALUES) {
            return;
        }
        try {
            json.writeStartObject();
            if (tracing.detailed()) {
                json.writeNumberField("n", number);
            }
            what(step, node, kind.label());
            String reason = switch (kind) {
                case FAILURE, UNCAUGHT, ESCAPE -> text == null ? kind.label() : text;
                default -> null;
            };
            boolean again = kind == EventKind.NODE_BOOT && a > 0;
            status(again ? "Retry" : "Success", reason);
            json.writeNumberField("attempt", kind == EventKind.NODE_BOOT ? a : 0);
            json.writeStringField("resource", text == null ? "" : text);
            json.writeObjectFieldStart("metadata");
            if (a != 0) {
                json.writeStringField("a", Long.toString(a));
            }
            if (b != 0) {
                json.writeStringField("b", Long.toString(b));
            }
            json.writeEndObject();
            json.writeNumberField("nanos", virtualNanos);
            if (task >= 0) {
                json.writeNumberField("task", task);
            }
            if (tracing.detailed()) {
                where();
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void command(long virtualNanos, long step, int node, String command, String status, String reason) {
        try {
            json.writeStartObject();
            what(step, node, command);
            status(status, status.equals("Failed") ? reason : null);
            json.writeNumberField("attempt", 0);
            json.writeStringField("resource", "");
            json.writeObjectFieldStart("metadata");
            if (reason != null && !reason.isEmpty()) {
                json.writeStringField("reason", reason);
            }
            json.writeEndObject();
            json.writeNumberField("nanos", virtualNanos);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void what(long step, int node, String action) throws IOException {
        json.writeNumberField("step", step);
        json.writeStringField("role", node < 0 ? ORCHESTRATOR : node < nodes.length ? nodes[node] : Integer.toString(node));
        json.writeStringField("action", action);
    }

    private void status(String status, String reason) throws IOException {
        if (reason == null) {
            json.writeStringField("status", status);
        } else {
            json.writeObjectFieldStart("status");
            json.writeObjectFieldStart("Failed");
            json.writeStringField("reason", reason);
            json.writeEndObject();
            json.writeEndObject();
        }
    }

    private void where() throws IOException {
        Simulation simulation = Simulation.active();
        Task task = simulation == null ? null : simulation.scheduler().current();
        if (task != null) {
            json.writeStringField("thread", task.visibleThread().getName());
            json.writeArrayFieldStart("stack");
            for (StackTraceElement frame : task.stack()) {
                json.writeString(frame.toString());
            }
            json.writeEndArray();
        }
    }

    @Override
    public void close() throws IOException {
        StringBuilder end = new StringBuilder("\n]");
        if (digest != null) {
            end.append(",\"digest\":\"").append(digest).append('"');
        }
        StringWriter members = new StringWriter();
        try (JsonGenerator object = new JsonFactory().createGenerator(members)) {
            object.writeStartObject();
            object.writeStringField(JAVA, Runtime.version().toString());
            HostUseJson.write(object, host);
            object.writeEndObject();
        }
        end.append(',').append(members.getBuffer(), 1, members.getBuffer().length() - 1);
        if (checkpoints != null) {
            end.append(",\"distance\":").append(checkpoints.distance()).append(",\"digests\":[");
            long[] digests = checkpoints.digests();
            for (int i = 0; i < digests.length; i++) {
                end.append(i == 0 ? "" : ",").append(digests[i]);
            }
            end.append(']');
        }
        json.writeRaw(end.append("}\n").toString());
        json.close();
    }

    /** A file of the host. Events are written from within tasks, whose own files are simulated. */
    private static final class HostFile extends OutputStream {
        private final OutputStream file;
        private final byte[] buffer = new byte[1 << 16];
        private int length;

        HostFile(OutputStream file) {
            this.file = file;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            if (count > buffer.length - length) {
                drain();
            }
            if (count > buffer.length) {
                direct(bytes, offset, count);
                return;
            }
            System.arraycopy(bytes, offset, buffer, length, count);
            length += count;
        }

        private void drain() throws IOException {
            direct(buffer, 0, length);
            length = 0;
        }

        private void direct(byte[] bytes, int offset, int count) throws IOException {
            Task task = Task.enterHost();
            try {
                file.write(bytes, offset, count);
            } finally {
                Task.leaveHost(task);
            }
        }

        @Override
        public void close() throws IOException {
            drain();
            file.close();
        }
    }
}
