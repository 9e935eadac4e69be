package dev.moonsim.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The scenario of the replicated map with one of its planted bugs. */
final class RaftBugs {
    private static final String ARGUMENTS = "\"args\": [\"${index}\", \"${peers}\"]";

    private RaftBugs() {}

    /**
     * A copy of a scenario whose nodes have a property.
     *
     * @param file      {@code raft.json}, or {@code raft-elections.json}, where nodes crash in the midst of elections
     * @param directory where it goes
     */
    static Path scenario(Path directory, String file, String property, String value) throws IOException {
        String json = Files.readString(Moonsim.SCENARIOS.resolve(file));
        if (!json.contains(ARGUMENTS)) {
            throw new AssertionError("no " + ARGUMENTS + " in " + file);
        }
        Path copy = directory.resolve(value + ".json");
        return Files.writeString(copy, json
                .replace(ARGUMENTS, ARGUMENTS + ", \"properties\": {\"" + property + "\": \"" + value + "\"}")
                .replace("../target/classes", Moonsim.CLASSES.toString()));
    }
}
