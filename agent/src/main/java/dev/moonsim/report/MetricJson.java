package dev.moonsim.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.moonsim.config.JsonValue;
import dev.moonsim.config.Seeds;
import dev.moonsim.metric.CampaignMetrics;
import dev.moonsim.metric.MetricResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Metrics in JSON, of a run and of a campaign; a value that there is not is left out. */
public final class MetricJson {
    private MetricJson() {}

    /** A member {@code metrics}, where there are any. */
    static void write(JsonGenerator json, List<MetricResult> metrics) throws IOException {
        if (metrics.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("metrics");
        for (MetricResult metric : metrics) {
            json.writeStartObject();
            json.writeStringField("name", metric.name());
            number(json, "value", metric.value());
            json.writeNumberField("samples", metric.samples());
            json.writeNumberField("dropped", metric.dropped());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static List<MetricResult> read(JsonValue run) {
        List<MetricResult> metrics = new ArrayList<>();
        if (run.get("metrics") != null) {
            for (JsonValue metric : run.get("metrics").elements("a list")) {
                JsonValue value = metric.get("value");
                metrics.add(new MetricResult(metric.require("name", "a text").text("a text"),
                        value == null ? Double.NaN : Double.parseDouble(value.scalar("a number")), count(metric, "samples"),
                        count(metric, "dropped")));
            }
        }
        return metrics;
    }

    /** A member {@code metrics}, where there are any. */
    public static void write(JsonGenerator json, CampaignMetrics metrics) throws IOException {
        List<CampaignMetrics.Row> rows = metrics.rows();
        if (rows.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("metrics");
        for (CampaignMetrics.Row row : rows) {
            json.writeStartObject();
            json.writeStringField("name", row.name());
            json.writeNumberField("runs", row.runs());
            json.writeNumberField("runsWithout", row.without());
            json.writeNumberField("droppedSamples", row.dropped());
            number(json, "mean", row.mean());
            number(json, "min", row.min());
            if (row.runs() > 0) {
                json.writeStringField("minSeed", Seeds.text(row.minSeed()));
                json.writeStringField("maxSeed", Seeds.text(row.maxSeed()));
            }
            number(json, "p50", row.p50());
            number(json, "p95", row.p95());
            number(json, "p99", row.p99());
            number(json, "max", row.max());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void number(JsonGenerator json, String key, double value) throws IOException {
        if (!Double.isNaN(value)) {
            json.writeNumberField(key, value);
        }
    }

    private static long count(JsonValue json, String key) {
        return json.require(key, "a number").integer(0, Long.MAX_VALUE, "a number");
    }
}
