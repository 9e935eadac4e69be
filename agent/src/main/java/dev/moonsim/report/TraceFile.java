package dev.moonsim.report;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.moonsim.decide.Decisions;
import dev.moonsim.node.NodeSpec;
import dev.moonsim.run.Scenario;
import dev.moonsim.run.Simulation;
import dev.moonsim.sched.Task;
import dev.moonsim.trace.Checkpoints;
import dev.moonsim.trace.EventKind;
import dev.moonsim.trace.Trace;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Writes every event of a run to a file, one JSON object a line:
 * {@code {"t":12481000000,"step":48211,"node":"kv-0","task":3,"event":"net.send","a":1,"b":20,"text":"..."}} with t in
 * virtual nanoseconds; what is absent does not apply. In detail there are also the event's number, its thread and stack, and in
 * the last line the checkpoints of the digest: {@code {"distance":4,"digests":[...]}}.
 */
public final class TraceFile implements Trace.Sink, AutoCloseable {
    /** Values of the host beyond so many are not told: the first is what matters. */
    private static final int MOST_HOST_VALUES = 1000;

    private final JsonGenerator json;
    private final String[] nodes;
    private final Tracing tracing;
    private final Checkpoints checkpoints;
    private int hostValues;

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
        json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
        return new TraceFile(json, nodes, tracing);
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
            json.writeNumberField("t", virtualNanos);
            json.writeNumberField("step", step);
            if (node >= 0) {
                json.writeStringField("node", node < nodes.length ? nodes[node] : Integer.toString(node));
            }
            if (task >= 0) {
                json.writeNumberField("task", task);
            }
            json.writeStringField("event", kind.label());
            json.writeNumberField("a", a);
            json.writeNumberField("b", b);
            if (text != null) {
                json.writeStringField("text", text);
            }
            if (tracing.detailed()) {
                where();
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
        if (checkpoints != null) {
            json.writeStartObject();
            json.writeNumberField("distance", checkpoints.distance());
            json.writeArrayFieldStart("digests");
            for (long digest : checkpoints.digests()) {
                json.writeNumber(digest);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeRaw('\n');
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
