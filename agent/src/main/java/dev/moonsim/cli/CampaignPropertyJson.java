package dev.moonsim.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.moonsim.config.Seeds;
import dev.moonsim.property.CampaignProperties;
import dev.moonsim.property.CampaignProperty;
import dev.moonsim.property.CampaignProperty.Combination;
import dev.moonsim.property.CampaignProperty.Quality;
import dev.moonsim.property.Contract;
import dev.moonsim.report.PropertyJson;
import java.io.IOException;
import java.util.Map;

/** The properties of a campaign in its report: failures first, then misses, then the rest. */
final class CampaignPropertyJson {
    private CampaignPropertyJson() {}

    static void write(JsonGenerator json, CampaignProperties properties) throws IOException {
        json.writeArrayFieldStart("properties");
        for (CampaignProperty property : properties.all()) {
            json.writeStartObject();
            json.writeStringField("contract", property.contract().name());
            json.writeStringField("kind", Contract.word(property.kind()));
            json.writeStringField("message", property.message());
            json.writeNumberField("held", property.held());
            json.writeNumberField("failed", property.failed());
            json.writeNumberField("runs", property.runs());
            if (property.first() != null) {
                json.writeStringField("firstSeed", Seeds.text(property.firstSeed()));
                PropertyJson.moment(json, property.first());
            }
            if (property.watermark() != null) {
                json.writeStringField("watermarkSeed", Seeds.text(property.watermarkSeed()));
                PropertyJson.watermark(json, property.watermark());
            }
            if (property.conditions() > 0) {
                json.writeNumberField("most", property.most());
                json.writeNumberField("conditions", property.conditions());
                json.writeStringField("mostSeed", Seeds.text(property.mostSeed()));
            }
            if (!property.combinations().isEmpty()) {
                combinations(json, property);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void combinations(JsonGenerator json, CampaignProperty property) throws IOException {
        json.writeArrayFieldStart("combinations");
        for (Combination combination : property.combinations()) {
            json.writeStartObject();
            json.writeStringField("key", combination.key());
            json.writeNumberField("count", combination.count());
            json.writeStringField("firstSeed", Seeds.text(combination.firstSeed()));
            if (!combination.qualities().isEmpty()) {
                json.writeObjectFieldStart("qualities");
                for (Map.Entry<String, Quality> quality : combination.qualities().entrySet()) {
                    json.writeObjectFieldStart(quality.getKey());
                    json.writeStringField("value", Double.toString(quality.getValue().value()));
                    json.writeStringField("seed", Seeds.text(quality.getValue().seed()));
                    json.writeEndObject();
                }
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
