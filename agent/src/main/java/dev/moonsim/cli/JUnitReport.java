package dev.moonsim.cli;

import dev.moonsim.config.Seeds;
import dev.moonsim.report.Summary;
import dev.moonsim.report.Verdicts;
import dev.moonsim.run.Failure;
import dev.moonsim.run.RunResult.Verdict;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/** The XML that {@code explore --junit} writes, as build servers read it: a test suite with a test case for each seed. */
final class JUnitReport {
    private JUnitReport() {}

    static void write(Path file, Campaign.Result result, Target target) throws IOException {
        long errors = 0;
        long failures = 0;
        for (Campaign.Tried tried : result.tried()) {
            if (tried.failure() != null && Verdicts.isError(tried.failure())) {
                errors++;
            } else if (tried.failure() != null) {
                failures++;
            }
        }
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"" + escaped("moonsim " + target.title())
                    + "\" tests=\"" + result.tried().size() + "\" failures=\"" + failures + "\" errors=\"" + errors
                    + "\" skipped=\"0\" time=\"" + seconds(result.wallMillis()) + "\">\n");
            for (Campaign.Tried tried : result.tried()) {
                String name = "seed " + Seeds.text(tried.seed());
                out.write("  <testcase classname=\"" + escaped(target.title()) + "\" name=\"" + name + "\" time=\""
                        + seconds(tried.wallMillis()) + "\"");
                if (tried.failure() == null) {
                    out.write("/>\n");
                } else {
                    out.write(">\n");
                    failure(out, tried, target, result);
                    out.write("  </testcase>\n");
                }
            }
            out.write("</testsuite>\n");
        }
    }

    private static void failure(Writer out, Campaign.Tried tried, Target target, Campaign.Result result) throws IOException {
        Failure failure = tried.failure();
        boolean error = Verdicts.isError(failure);
        for (Campaign.Found found : result.failures()) {
            error |= found.result().seed() == tried.seed() && found.verdict() == Verdict.ERROR;
        }
        String element = Verdicts.isError(failure) ? "error" : "failure";
        out.write("    <" + element + " type=\"" + escaped(failure.what()) + "\" message=\"" + escaped(Summary.describe(failure))
                + "\">" + escaped((error && element.equals("failure") ? "not reproduced in a fresh JVM\n" : "")
                + (failure.stack() == null ? "" : failure.stack()) + "\nreproduce: "
                + CampaignReport.reproduce(target, tried.seed())) + "\n</" + element + ">\n");
    }

    private static String seconds(long millis) {
        return "%d.%03d".formatted(millis / 1000, millis % 1000);
    }

    /** Text as XML takes it; characters that it cannot have at all are replaced. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\n' -> escaped.append("&#10;");
                case '\t' -> escaped.append("&#9;");
                default -> escaped.appendCodePoint(c < ' ' || c >= 0xD800 && c < 0xE000 || c == 0xFFFE || c == 0xFFFF ? '?' : c);
            }
        });
        return escaped.toString();
    }
}
