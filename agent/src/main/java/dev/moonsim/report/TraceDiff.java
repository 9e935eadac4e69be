package dev.moonsim.report;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.moonsim.config.UsageError;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Two traces ({@link TraceFile}) compared: which run each is of, how many events they have, and the first event that differs.
 * Both are read from beginning to end, and no more than one event of each is kept.
 *
 * @param identity what differs of run, profile and seed: {@code seed 1 and 2}; empty where nothing does
 * @param number of the first event that differs, from 1; 0 for none
 * @param event as the first file has it, or null where it has no such event
 * @param hostFiles files of the host that both runs opened and whose content is not the same, in order of path
 * @param changedFiles files of the host that the program of one run changed, and that the other's host did not have or its program left
 *     alone, in order of path
 * @param java the versions of both JDKs, where they differ; else null
 * @param digest both, where they differ though all events are the same; else null
 */
public record TraceDiff(List<String> identity, long events, long otherEvents, long number, String event, String otherEvent,
        String digest, List<String> hostFiles, List<String> changedFiles, String java) {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE)
                    .maxDocumentLength(-1).build())
            .build();
    private static final List<String> IDENTITY = List.of("run_id", "profile_id", "seed", "version");

    public boolean isSame() {
        return identity.isEmpty() && events == otherEvents && number == 0 && digest == null;
    }

    /** Compares two files; one that is missing or no trace is a {@link UsageError}. */
    public static TraceDiff of(Path one, Path other) {
        try (Reader left = new Reader(one); Reader right = new Reader(other)) {
            List<String> identity = new ArrayList<>();
            for (String name : IDENTITY) {
                if (!left.head.get(name).equals(right.head.get(name))) {
                    identity.add(name + " " + left.head.get(name) + " and " + right.head.get(name));
                }
            }
            long number = 0;
            String first = null;
            String second = null;
            while (true) {
                String mine = left.next();
                String its = right.next();
                if (mine == null && its == null) {
                    break;
                }
                if (number == 0 && (mine == null || !mine.equals(its))) {
                    number = Math.max(left.events, right.events);
                    first = mine;
                    second = its;
                }
            }
            String digest = number > 0 || left.digest == null || right.digest == null || left.digest.equals(right.digest)
                    ? null : left.digest + " and " + right.digest;
            List<String> changed = new ArrayList<>();
            left.hostFiles.forEach((path, content) -> {
                if (right.hostFiles.containsKey(path) && !right.hostFiles.get(path).equals(content)) {
                    changed.add(path);
                }
            });
            TreeSet<String> onlyOne = new TreeSet<>(left.changedFiles);
            onlyOne.removeAll(right.changedFiles);
            TreeSet<String> onlyOther = new TreeSet<>(right.changedFiles);
            onlyOther.removeAll(left.changedFiles);
            onlyOne.addAll(onlyOther);
            String java = left.java == null || right.java == null || left.java.equals(right.java) ? null : left.java + " and " + right.java;
            return new TraceDiff(identity, left.events, right.events, number, first, second, digest, List.copyOf(changed),
                    List.copyOf(onlyOne), java);
        }
    }

    private static final class Reader implements AutoCloseable {
        private final Path file;
        private final JsonParser json;
        private final Map<String, String> head = new LinkedHashMap<>();
        private long events;
        private boolean ended;
        private String digest;
        private String java;
        private final Map<String, String> hostFiles = new TreeMap<>();
        private final List<String> changedFiles = new ArrayList<>();

        Reader(Path file) {
            this.file = file;
            if (Files.isDirectory(file)) {
                throw new UsageError("trace " + file + ": is a directory, want a file that --trace has written");
            }
            try {
                json = FACTORY.createParser(Files.newInputStream(file));
            } catch (NoSuchFileException e) {
                throw new UsageError("trace " + file + ": no such file");
            } catch (IOException e) {
                throw new UsageError("trace " + file + ": cannot be read (" + e.getMessage() + ")");
            }
            try {
                readHead();
            } catch (JacksonException e) {
                throw broken(e);
            } catch (IOException e) {
                throw new UsageError("trace " + file + ": cannot be read (" + e.getMessage() + ")");
            }
        }

        private void readHead() throws IOException {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw noTrace();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("events")) {
                    if (value != JsonToken.START_ARRAY || !head.keySet().containsAll(IDENTITY)) {
                        throw noTrace();
                    }
                    return;
                }
                if (!value.isScalarValue()) {
                    throw noTrace();
                }
                head.put(name, json.getText());
            }
            throw noTrace();
        }

        /** The next event, written in one way; null behind the last. */
        String next() {
            if (ended) {
                return null;
            }
            try {
                JsonToken token = json.nextToken();
                if (token == JsonToken.START_OBJECT) {
                    events++;
                    StringWriter text = new StringWriter();
                    try (JsonGenerator copy = FACTORY.createGenerator(text)) {
                        copy.copyCurrentStructure(json);
                    }
                    return text.toString();
                }
                if (token != JsonToken.END_ARRAY) {
                    throw noTrace();
                }
                ended = true;
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    json.nextToken();
                    if (name.equals("digest")) {
                        digest = json.getText();
                    } else if (name.equals(TraceFile.JAVA)) {
                        java = json.getText();
                    } else if (name.equals(HostUseJson.CHANGED) && json.currentToken() == JsonToken.START_ARRAY) {
                        while (json.nextToken() == JsonToken.VALUE_STRING) {
                            changedFiles.add(json.getText());
                        }
                    } else if (name.equals(HostUseJson.FILES) && json.currentToken() == JsonToken.START_OBJECT) {
                        while (json.nextToken() == JsonToken.FIELD_NAME) {
                            String path = json.currentName();
                            json.nextToken();
                            hostFiles.put(path, json.getText());
                        }
                    }
                    json.skipChildren();
                }
                if (json.currentToken() != JsonToken.END_OBJECT) {
                    throw noTrace();
                }
                return null;
            } catch (JacksonException e) {
                throw broken(e);
            } catch (IOException e) {
                throw new UsageError("trace " + file + ": cannot be read (" + e.getMessage() + ")");
            }
        }

        private UsageError noTrace() {
            return new UsageError("trace " + file + ", line " + json.currentTokenLocation().getLineNr()
                    + ": is no trace, want a file that --trace has written");
        }

        private UsageError broken(JacksonException e) {
            return new UsageError("trace " + file + (e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr())
                    + ": is not valid JSON: " + e.getOriginalMessage().replaceAll("\\s*\\n\\s*", " "));
        }

        @Override
        public void close() {
            try {
                json.close();
            } catch (IOException e) {
                // it has been read
            }
        }
    }
}
