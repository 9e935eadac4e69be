package dev.moonsim.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.moonsim.config.JsonValue;
import dev.moonsim.config.UsageError;
import dev.moonsim.report.ResultLine;
import dev.moonsim.run.RunResult;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A campaign's results in a file, so that it can go on where it was interrupted. The first line says which campaign; then comes a
 * line for each seed, in the order of the seeds, added when its result is taken in. A line counts once its end is there, so
 * however the JVM dies, what is in the file is true; at most the last line is lost.
 */
final class CampaignState implements AutoCloseable {
    /** A result as it was written: with what it covered first. */
    record Entry(RunResult result, String covered) {
    }

    private static final String KIND = "moonsim campaign 1";

    private final Path file;
    private final Map<String, String> campaign;
    private final List<Entry> before = new ArrayList<>();
    private FileChannel out;

    private CampaignState(Path file, Map<String, String> campaign) {
        this.file = file;
        this.campaign = campaign;
    }

    /** The seeds of the campaign in a file; null where there is none yet. */
    static String seeds(Path file) {
        List<String> lines = new ArrayList<>();
        return length(file, lines) == 0 ? null : head(file, lines.getFirst()).get("seeds");
    }

    /**
     * Opens a file to go on with, or a new one. A file that is something else, or of another campaign, stays as it is.
     *
     * @param campaign what must be the same for results to be of the same campaign
     */
    static CampaignState open(Path file, Map<String, String> campaign) {
        CampaignState state = new CampaignState(file, campaign);
        List<String> lines = new ArrayList<>();
        long length = length(file, lines);
        if (length > 0) {
            Map<String, String> head = head(file, lines.getFirst());
            campaign.forEach((name, value) -> {
                if (!value.equals(head.get(name))) {
                    throw new UsageError("--resume: " + file + " is of another campaign: " + name + " " + head.get(name)
                            + " there, " + value + " here");
                }
            });
            for (String line : lines.subList(1, lines.size())) {
                state.before.add(entry(file, line, state.before.size() + 2));
            }
        }
        try {
            state.out = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
            if (length > 0) {
                state.out.truncate(length);
                state.out.position(length);
            } else {
                state.writeHead();
            }
        } catch (IOException e) {
            throw new UsageError("--resume: " + file + " cannot be written (" + e.getMessage() + ")");
        }
        return state;
    }

    /** Reads the lines that are whole; returns how many bytes they have. */
    private static long length(Path file, List<String> lines) {
        if (!Files.exists(file)) {
            return 0;
        }
        try {
            String text = Files.readString(file);
            int end = text.lastIndexOf('\n') + 1;
            if (end == 0 && !text.isEmpty()) {
                throw foreign(file);
            }
            text.substring(0, end).lines().forEach(lines::add);
            return text.substring(0, end).getBytes(StandardCharsets.UTF_8).length;
        } catch (java.nio.charset.CharacterCodingException e) {
            throw foreign(file);
        } catch (IOException e) {
            throw new UsageError("--resume: " + file + (Files.isDirectory(file) ? " is a directory, want a file"
                    : " cannot be read (" + e.getMessage() + ")"));
        }
    }

    private static Map<String, String> head(Path file, String line) {
        Map<String, String> head = new LinkedHashMap<>();
        try {
            JsonValue.parse(line, "").object().forEach((name, value) -> head.put(name, value.text("a text")));
        } catch (UsageError e) {
            throw foreign(file);
        }
        if (!KIND.equals(head.get("kind"))) {
            throw foreign(file);
        }
        return head;
    }

    private static UsageError foreign(Path file) {
        return new UsageError("--resume: " + file + " is no state of a campaign, want a file that --resume has written, or none yet");
    }

    private static Entry entry(Path file, String line, int number) {
        int tab = line.indexOf('\t');
        try {
            return new Entry(ResultLine.read(line.substring(tab + 1)), line.substring(0, tab));
        } catch (RuntimeException e) {
            throw new UsageError("--resume: " + file + ", line " + number + " is damaged; take this line and all behind it out"
                    + " of the file to go on from there");
        }
    }

    private void writeHead() throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("kind", KIND);
            for (Map.Entry<String, String> entry : campaign.entrySet()) {
                json.writeStringField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
        }
        write(text + "\n");
    }

    /** Results that were there already, from the first seed on. */
    List<Entry> before() {
        return before;
    }

    /** The next result, in the order of the seeds. */
    void add(RunResult result, String covered) {
        try {
            write(covered + '\t' + ResultLine.of(result) + '\n');
        } catch (IOException e) {
            throw new UncheckedIOException("--resume: " + file + " cannot be written", e);
        }
    }

    private void write(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    /** The campaign starts over: none of the results counts. */
    void startOver() {
        try {
            before.clear();
            out.truncate(0);
            out.position(0);
            writeHead();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            // all of it was written
        }
    }
}
