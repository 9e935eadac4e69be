package dev.moonsim.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.moonsim.report.PowerCutPoint;
import dev.moonsim.report.RunReport;
import dev.moonsim.report.Verdicts;
import dev.moonsim.run.Failure;
import dev.moonsim.run.PowerCutPlan;
import dev.moonsim.run.PowerCutPlan.Call;
import dev.moonsim.run.RunResult;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/** The JSON that {@code powercut --report} writes. */
final class PowerCutReport {
    private PowerCutReport() {}

    static void write(Path file, PowerCutCampaign.Result result, RunResult.Verdict verdict, String title, PowerCutCommand command)
            throws IOException {
        try (Writer out = Files.newBufferedWriter(file); JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            json.writeStringField("ran", title);
            json.writeStringField("verdict", Verdicts.word(verdict));
            json.writeNumberField("calls", result.whole().calls().size());
            json.writeNumberField("powerCuts", result.points().size());
            json.writeNumberField("powerCutsPossible", result.places());
            json.writeNumberField("states", result.outcomes());
            json.writeNumberField("sampled", result.sampled());
            json.writeNumberField("wallMillis", result.wallMillis());
            json.writeBooleanField("interrupted", result.interrupted());
            json.writeArrayFieldStart("failures");
            if (result.whole().failing() > 0) {
                failure(json, null, result.whole().bad().getFirst().result().failures().getFirst());
            }
            for (PowerCutCampaign.Found found : result.failures()) {
                failure(json, found, found.failure());
                found(json, found, result.whole(), command);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("points");
            for (PowerCutPoint point : result.points()) {
                json.writeStartObject();
                point(json, point);
                json.writeNumberField("failing", point.failing());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
            out.write('\n');
        }
    }

    /** Begins an object; ends it too where there was no power cut. */
    private static void failure(JsonGenerator json, PowerCutCampaign.Found found, Failure failure) throws IOException {
        json.writeStartObject();
        RunReport.failure(json, failure);
        if (found == null) {
            json.writeStringField("cut", "none");
            json.writeEndObject();
        }
    }

    private static void found(JsonGenerator json, PowerCutCampaign.Found found, PowerCutPoint whole, PowerCutCommand command)
            throws IOException {
        point(json, found.point());
        int before = found.point().point() == PowerCutPlan.AT_THE_END ? whole.calls().size() : found.point().point() - 1;
        if (before > 0) {
            call(json, "after", whole.calls().get(before - 1));
        }
        json.writeNumberField("state", found.state().state());
        json.writeNumberField("statesFailing", found.point().failing());
        PowerCutPoint.texts(json, "lost", found.state().lost());
        json.writeNumberField("points", found.points());
        json.writeStringField("digest", found.state().result().digestHex());
        json.writeBooleanField("reproduced", found.reproduced());
        json.writeStringField("reproduce",
                command.reproduce(found.point().point(), found.point().failedSync(), found.state().state()));
    }

    private static void point(JsonGenerator json, PowerCutPoint point) throws IOException {
        json.writeStringField("cut", point.point() == PowerCutPlan.AT_THE_END ? "end" : Integer.toString(point.point()));
        if (!point.calls().isEmpty()) {
            call(json, "before", point.calls().getFirst());
        }
        if (point.failedSync() > 0) {
            json.writeNumberField("failedSync", point.failedSync());
        }
        json.writeNumberField("legal", point.legal());
        json.writeNumberField("tried", point.tried());
    }

    private static void call(JsonGenerator json, String name, Call call) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("call", call.what());
        PowerCutPoint.texts(json, "stack", call.stack());
        json.writeEndObject();
    }
}
