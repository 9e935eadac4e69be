package dev.moonsim.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.moonsim.fault.FaultCatalog;
import dev.moonsim.fault.FaultKind;
import dev.moonsim.fault.Parameter;
import dev.moonsim.fault.Ranges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The table of faults in the documentation is what the catalogue says. {@code -Dmoonsim.docs=write} writes it. */
class FaultDocsTest {
    private static final Path DOCS = Path.of("docs/scenario.md");
    private static final String BEGIN = "<!-- faults, as FaultDocsTest writes them -->\n";
    private static final String END = "<!-- end of faults -->\n";

    @Test
    void theTableOfFaultsIsTheCatalogue() throws IOException {
        String text = Files.readString(DOCS);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        if ("write".equals(System.getProperty("moonsim.docs"))) {
            Files.writeString(DOCS, text.substring(0, begin) + table() + text.substring(end));
        } else {
            assertEquals(table(), text.substring(begin, end), "write it anew with -Dmoonsim.docs=write");
        }
    }

    private static String table() {
        StringBuilder table = new StringBuilder("| fault, parameter | meaning | default | seeds choose from |\n|---|---|---|---|\n");
        for (FaultKind kind : FaultCatalog.kinds()) {
            table.append("| **`").append(kind.name()).append("`** | ").append(kind.what()).append("; counts as `")
                    .append(String.join("`, `", kind.counters())).append("`; after chaos: ").append(kind.recovery()).append(" | ")
                    .append(kind.isListedOnly() ? "only where listed" : "").append(" | |\n");
            for (Parameter parameter : kind.parameters()) {
                if (!parameter.isSelector()) {
                    table.append("| `").append(parameter.name()).append("` | ").append(parameter.what()).append(" | ")
                            .append(normal(parameter)).append(" | ").append(extremes(parameter)).append(" |\n");
                }
            }
        }
        return table.toString();
    }

    private static String normal(Parameter parameter) {
        return parameter.isPattern() ? "none" : parameter.isWord() ? "`" + parameter.words().getFirst() + "`"
                : "`" + Ranges.text(parameter.normal(), parameter.unit()) + "`";
    }

    private static String extremes(Parameter parameter) {
        if (parameter.isWord()) {
            return "`" + String.join("`, `", parameter.words()) + "`";
        }
        return parameter.isPattern() || parameter.extremes().equals(parameter.normal())
                ? "" : "`" + Ranges.text(parameter.extremes(), parameter.unit()) + "`";
    }
}
