package dev.moonsim.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A value in a JSON file that knows its place, so that every complaint names the file, the line and the path:
 * {@code scenario kv.json, line 4: nodes[0].count: ...}. Comments ({@code //} and {@code /* *}{@code /}) are allowed.
 */
public final class JsonValue {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
            .build();

    private final String source;
    private final String path;
    private final int line;
    private final Object content; // Map<String, JsonValue>, List<JsonValue>, String, Long, Double, Boolean or null

    private JsonValue(String source, String path, int line, Object content) {
        this.source = source;
        this.path = path;
        this.line = line;
        this.content = content;
    }

    /** @param kind what the file is, for messages: "scenario" */
    public static JsonValue read(Path file, String kind) {
        String source = kind + " " + file;
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new UsageError(source + ": no such file");
        } catch (MalformedInputException e) {
            throw new UsageError(source + ": is not UTF-8 text, want JSON");
        } catch (IOException e) {
            throw new UsageError(source + ": " + (Files.isDirectory(file) ? "is a directory, want a JSON file"
                    : "cannot be read (" + e.getMessage() + ")"));
        }
        return parse(text, source);
    }

    /** @param source names the text in messages */
    public static JsonValue parse(String text, String source) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new UsageError(source + ": is empty, want a JSON object");
            }
            JsonValue value = value(parser, source, "");
            if (parser.nextToken() != null) {
                throw new UsageError(source + ", line " + parser.currentTokenLocation().getLineNr()
                        + ": something follows the end of the JSON object");
            }
            return value;
        } catch (JsonParseException e) {
            throw new UsageError(source + ", line " + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr() + ": is not valid JSON: "
                    + e.getOriginalMessage().replaceAll("\\s*\\n\\s*", " "));
        } catch (IOException e) {
            throw new UsageError(source + ": is not valid JSON: " + e.getMessage().replaceAll("\\s*\\n\\s*", " "));
        }
    }

    private static JsonValue value(JsonParser parser, String source, String path) throws IOException {
        int line = parser.currentTokenLocation().getLineNr();
        Object content = switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, JsonValue> members = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String key = parser.currentName();
                    String member = path.isEmpty() ? key : path + "." + key;
                    int keyLine = parser.currentTokenLocation().getLineNr();
                    parser.nextToken();
                    if (members.put(key, value(parser, source, member)) != null) {
                        throw new UsageError(source + ", line " + keyLine + ": " + member + ": is there twice");
                    }
                }
                yield members;
            }
            case START_ARRAY -> {
                List<JsonValue> elements = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(value(parser, source, path + "[" + elements.size() + "]"));
                }
                yield elements;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                    ? (Object) parser.getDoubleValue() : (Object) parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
        return new JsonValue(source, path, line, content);
    }

    /** An error at this place. */
    public UsageError error(String message) {
        return new UsageError(where() + ": " + message);
    }

    /** What a message about this value begins with. */
    public String where() {
        return source + ", line " + line + (path.isEmpty() ? "" : ": " + path);
    }

    private UsageError wrong(String want) {
        return error("is " + described() + ", want " + want);
    }

    private String described() {
        return switch (content) {
            case Map<?, ?> m -> "an object";
            case List<?> l -> "a list";
            case String s -> "the text \"" + s + "\"";
            case Boolean b -> b.toString();
            case null -> "null";
            default -> "the number " + content;
        };
    }

    @SuppressWarnings("unchecked")
    private Map<String, JsonValue> members() {
        if (!(content instanceof Map)) {
            throw wrong("an object {...}");
        }
        return (Map<String, JsonValue>) content;
    }

    /** Complains about the first key of this object that is not among the known ones. */
    public JsonValue checkKeys(List<String> known) {
        for (Map.Entry<String, JsonValue> member : members().entrySet()) {
            if (!known.contains(member.getKey())) {
                throw member.getValue().error("unknown key" + Suggestion.forWord(member.getKey(), known));
            }
        }
        return this;
    }

    /** The member, or null where it is absent. */
    public JsonValue get(String key) {
        return members().get(key);
    }

    /** The member; its absence is an error. */
    public JsonValue require(String key, String want) {
        JsonValue value = get(key);
        if (value == null) {
            throw new UsageError(source + ", line " + line + ": " + (path.isEmpty() ? key : path + "." + key)
                    + ": is missing, want " + want);
        }
        return value;
    }

    public boolean isList() {
        return content instanceof List;
    }

    public boolean isObject() {
        return content instanceof Map;
    }

    public boolean isText() {
        return content instanceof String;
    }

    @SuppressWarnings("unchecked")
    public List<JsonValue> elements(String want) {
        if (!(content instanceof List)) {
            throw wrong(want);
        }
        return (List<JsonValue>) content;
    }

    public String text(String want) {
        if (!(content instanceof String text)) {
            throw wrong(want);
        }
        return text;
    }

    public long integer(long min, long max, String want) {
        if (!(content instanceof Long number) || number < min || number > max) {
            throw wrong(want);
        }
        return number;
    }

    /** Text, or what a number or boolean is as text. */
    public String scalar(String want) {
        if (content == null || content instanceof Map || content instanceof List) {
            throw wrong(want);
        }
        return content.toString();
    }

    /** The members in order. */
    public Map<String, JsonValue> object() {
        return members();
    }
}
