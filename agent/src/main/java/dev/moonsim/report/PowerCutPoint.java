package dev.moonsim.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.moonsim.config.JsonValue;
import dev.moonsim.run.PowerCutPlan.Call;
import dev.moonsim.run.RunResult;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of the power cuts at one point of a program.
 *
 * @param point as {@link dev.moonsim.run.PowerCutPlan} has it
 * @param failedSync which sync failed before, or 0
 * @param calls the call before which the power went; none at the end; all, where it stayed on
 * @param syncs syncs of files that the program came to
 * @param legal outcomes that the profile allows
 * @param listed outcomes that can be tried: all, or a sample
 * @param tried runs, an outcome each
 * @param failing those that did not pass
 * @param bad some of them, the first ones
 * @param digest over the digests of the runs
 */
public record PowerCutPoint(int point, int failedSync, List<Call> calls, int syncs, long legal, int listed, int tried, int failing,
        List<BadState> bad, long digest) {
    private static final JsonFactory FACTORY = new JsonFactory();

    /**
     * An outcome after which the check does not pass.
     *
     * @param state its number, from 0
     * @param lost what it lost, a line each
     */
    public record BadState(int state, List<String> lost, RunResult result) {
    }

    /** One line. */
    public String line() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("point", point);
            json.writeNumberField("failedSync", failedSync);
            calls(json, calls);
            json.writeNumberField("syncs", syncs);
            json.writeNumberField("legal", legal);
            json.writeNumberField("listed", listed);
            json.writeNumberField("tried", tried);
            json.writeNumberField("failing", failing);
            json.writeNumberField("digest", digest);
            json.writeArrayFieldStart("bad");
            for (BadState state : bad) {
                json.writeStartObject();
                json.writeNumberField("state", state.state);
                texts(json, "lost", state.lost);
                json.writeFieldName("result");
                json.writeRawValue(RunReport.line(state.result));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException(e); // a StringWriter has none
        }
        return text.toString();
    }

    private static void calls(JsonGenerator json, List<Call> calls) throws IOException {
        json.writeArrayFieldStart("calls");
        for (Call call : calls) {
            json.writeStartObject();
            json.writeStringField("what", call.what());
            texts(json, "stack", call.stack());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Texts as an array. */
    public static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    /** Reads {@link #line}. */
    public static PowerCutPoint read(String line) {
        JsonValue json = JsonValue.parse(line, "worker");
        List<Call> calls = new ArrayList<>();
        for (JsonValue call : json.require("calls", "a list").elements("a list")) {
            calls.add(new Call(call.require("what", "a text").text("a text"), texts(call, "stack")));
        }
        List<BadState> bad = new ArrayList<>();
        for (JsonValue state : json.require("bad", "a list").elements("a list")) {
            bad.add(new BadState((int) number(state, "state"), texts(state, "lost"), RunReport.read(state.require("result", "an object"))));
        }
        return new PowerCutPoint((int) number(json, "point"), (int) number(json, "failedSync"), calls, (int) number(json, "syncs"),
                number(json, "legal"), (int) number(json, "listed"), (int) number(json, "tried"), (int) number(json, "failing"), bad,
                number(json, "digest"));
    }

    private static long number(JsonValue json, String key) {
        return json.require(key, "a number").integer(Long.MIN_VALUE, Long.MAX_VALUE, "a number");
    }

    private static List<String> texts(JsonValue json, String key) {
        List<String> texts = new ArrayList<>();
        for (JsonValue text : json.require(key, "a list").elements("a list")) {
            texts.add(text.text("a text"));
        }
        return texts;
    }
}
