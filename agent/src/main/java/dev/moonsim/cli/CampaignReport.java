package dev.moonsim.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.moonsim.config.Seeds;
import dev.moonsim.report.MetricJson;
import dev.moonsim.report.RunReport;
import dev.moonsim.report.Verdicts;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/** The JSON that {@code explore --report} writes. */
final class CampaignReport {
    private CampaignReport() {}

    static void write(Path file, Campaign.Result result, Target target, Campaign.Settings settings) throws IOException {
        try (Writer out = Files.newBufferedWriter(file); JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            json.writeStringField("ran", target.title());
            json.writeStringField("seeds", settings.seeds().toString());
            json.writeStringField("verdict", Verdicts.word(result.verdict()));
            json.writeNumberField("seedsRun", result.seedsRun());
            json.writeNumberField("seedsFailing", result.seedsFailing());
            json.writeNumberField("seedsResumed", result.resumed());
            json.writeStringField("ended", result.end().toString());
            if (result.stability() != null) {
                saturation(json, result.stability());
            }
            json.writeArrayFieldStart("failures");
            for (Campaign.Found found : result.failures()) {
                failure(json, found, target);
            }
            json.writeEndArray();
            json.writeNumberField("wallMillis", result.wallMillis());
            json.writeNumberField("runsPerSecond", Math.round(result.runsPerSecond() * 1000) / 1000.0);
            json.writeNumberField("checkedInFreshJvms", result.checked());
            json.writeNumberField("steps", result.steps());
            json.writeNumberField("virtualNanos", result.virtualNanos());
            long runs = Math.max(1, result.seedsRun());
            json.writeObjectFieldStart("average");
            json.writeNumberField("wallMillis", Math.round(result.runMillis() * 1000.0 / runs) / 1000.0);
            json.writeNumberField("virtualNanos", result.virtualNanos() / runs);
            json.writeNumberField("steps", result.steps() / runs);
            json.writeEndObject();
            RunReport.counts(json, "schedule", result.schedule());
            RunReport.counts(json, "faults", result.faults());
            RunReport.counts(json, "escapes", result.escapes());
            CampaignPropertyJson.write(json, result.properties());
            MetricJson.write(json, result.metrics());
            json.writeNumberField("jobs", settings.jobs());
            json.writeEndObject();
            json.flush();
            out.write('\n');
        }
    }

    private static void saturation(JsonGenerator json, Stability stability) throws IOException {
        json.writeObjectFieldStart("saturation");
        json.writeBooleanField("stable", stability.isStable());
        json.writeStringField("signal", stability.signal());
        json.writeNumberField("branches", stability.branches());
        json.writeNumberField("discoveries", stability.discoveries());
        json.writeNumberField("openProperties", stability.open());
        json.writeNumberField("plateau", stability.plateau());
        json.writeNumberField("lastGrowth", stability.lastGrowth());
        json.writeEndObject();
    }

    private static void failure(JsonGenerator json, Campaign.Found found, Target target) throws IOException {
        json.writeStartObject();
        json.writeNumberField("seed", found.result().seed());
        json.writeStringField("seedHex", Seeds.text(found.result().seed()));
        json.writeStringField("verdict", Verdicts.word(found.verdict()));
        if (!found.result().failures().isEmpty()) {
            RunReport.failure(json, found.result().failures().getFirst());
        } else {
            json.writeStringField("signature", found.signature());
        }
        json.writeStringField("digest", found.result().digestHex());
        json.writeObjectFieldStart("replay");
        json.writeBooleanField("same", found.reproduced());
        json.writeStringField("digest", found.replay().digestHex());
        json.writeStringField("signature", Campaign.signature(found.replay()));
        json.writeEndObject();
        RunReport.table(json, found.replay().table());
        json.writeStringField("reproduce", reproduce(target, found.result().seed()));
        json.writeArrayFieldStart("seeds");
        for (long seed : found.seeds()) {
            json.writeNumber(seed);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    static String reproduce(Target target, long seed) {
        return target.reproduce().replace("{seed}", Seeds.text(seed));
    }
}
