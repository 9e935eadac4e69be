package dev.moonsim.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.moonsim.api.spi.PropertyKind;
import dev.moonsim.config.JsonValue;
import dev.moonsim.property.Bucket;
import dev.moonsim.property.Contract;
import dev.moonsim.property.Moment;
import dev.moonsim.property.PropertyResult;
import dev.moonsim.property.Watermark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The properties of a run in JSON. Numbers of watermarks are texts, as they may be NaN. */
public final class PropertyJson {
    private PropertyJson() {}

    /** A member {@code properties}, where there are any. */
    static void write(JsonGenerator json, List<PropertyResult> properties) throws IOException {
        if (properties.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("properties");
        for (PropertyResult property : properties) {
            json.writeStartObject();
            json.writeStringField("kind", Contract.word(property.kind()));
            json.writeStringField("message", property.message());
            json.writeNumberField("held", property.held());
            json.writeNumberField("failed", property.failed());
            moment(json, property.first());
            watermark(json, property.watermark());
            if (property.conditions() > 0) {
                json.writeNumberField("most", property.most());
                json.writeNumberField("conditions", property.conditions());
            }
            if (!property.buckets().isEmpty()) {
                json.writeArrayFieldStart("buckets");
                for (Bucket bucket : property.buckets()) {
                    json.writeStartObject();
                    json.writeStringField("key", bucket.key());
                    json.writeNumberField("count", bucket.count());
                    json.writeObjectFieldStart("qualities");
                    for (Map.Entry<String, Double> quality : bucket.qualities().entrySet()) {
                        json.writeStringField(quality.getKey(), quality.getValue().toString());
                    }
                    json.writeEndObject();
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Members {@code virtualNanos}, {@code node}, {@code task} and {@code details} of the first evaluation worth keeping. */
    public static void moment(JsonGenerator json, Moment first) throws IOException {
        if (first != null) {
            json.writeObjectFieldStart("first");
            json.writeNumberField("virtualNanos", first.nanos());
            json.writeStringField("node", first.node());
            json.writeStringField("task", first.task());
            json.writeStringField("details", first.details());
            json.writeEndObject();
        }
    }

    public static void watermark(JsonGenerator json, Watermark watermark) throws IOException {
        if (watermark != null) {
            json.writeObjectFieldStart("watermark");
            json.writeStringField("value", watermark.value().toString());
            json.writeStringField("bound", watermark.bound().toString());
            json.writeBooleanField("held", watermark.held());
            json.writeEndObject();
        }
    }

    static List<PropertyResult> read(JsonValue run) {
        JsonValue json = run.get("properties");
        if (json == null) {
            return List.of();
        }
        List<PropertyResult> properties = new ArrayList<>();
        for (JsonValue property : json.elements("a list")) {
            PropertyKind kind = Contract.kind(text(property, "kind"));
            if (kind == null) {
                throw property.get("kind").error("is no kind of property");
            }
            properties.add(new PropertyResult(kind, text(property, "message"), number(property, "held"),
                    number(property, "failed"), moment(property.get("first")), watermark(property.get("watermark")),
                    property.get("most") == null ? 0 : (int) number(property, "most"),
                    property.get("conditions") == null ? 0 : (int) number(property, "conditions"),
                    buckets(property.get("buckets"))));
        }
        return properties;
    }

    private static Moment moment(JsonValue json) {
        return json == null ? null : new Moment(number(json, "virtualNanos"), text(json, "node"), text(json, "task"),
                text(json, "details"));
    }

    private static Watermark watermark(JsonValue json) {
        if (json == null) {
            return null;
        }
        return new Watermark(number(text(json, "value")), number(text(json, "bound")),
                json.require("held", "true or false").scalar("true or false").equals("true"));
    }

    /** A {@code Long} where it reads as one, else a {@code Double}. */
    private static Number number(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            return Double.valueOf(text);
        }
    }

    private static List<Bucket> buckets(JsonValue json) {
        if (json == null) {
            return List.of();
        }
        List<Bucket> buckets = new ArrayList<>();
        for (JsonValue bucket : json.elements("a list")) {
            Map<String, Double> qualities = new TreeMap<>();
            bucket.require("qualities", "an object").object().forEach((name, quality) ->
                    qualities.put(name, Double.valueOf(quality.text("a number"))));
            buckets.add(new Bucket(text(bucket, "key"), number(bucket, "count"), qualities));
        }
        return buckets;
    }

    private static String text(JsonValue json, String key) {
        JsonValue value = json.require(key, "a text");
        return value.isText() ? value.text("a text") : null;
    }

    private static long number(JsonValue json, String key) {
        return json.require(key, "a number").integer(Long.MIN_VALUE, Long.MAX_VALUE, "a number");
    }
}
