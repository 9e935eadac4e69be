package dev.moonsim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CliTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "run no-such.json                 | moonsim: scenario no-such.json: no such file",
        "run no-such.json --seed abc      | moonsim: --seed: \"abc\" is no seed, want a number such as 42, -7 or 0x2a",
        "run no-such.json --budget 10     | moonsim: --budget: \"10\" is no duration, want a duration such as 500ms, 1.5s, 10m or 2h",
        "run no-such.json --sead 4        | moonsim: Unknown options: '--sead', '4', did you mean --seed?",
        "run no-such.json --report /no/such/r.json | moonsim: --report: there is no directory /no/such for r.json",
        "run                              | moonsim: what to run? want a scenario file, or -- and a java command line: -- -jar service.jar",
        "run a.json -- -jar b.jar         | moonsim: both a scenario (a.json) and a command line after --, want one of them",
        "run -- -jar no-such.jar          | moonsim: -- -jar: there is no jar file no-such.jar",
        "run -- -cp no-such-dir a.Main x  | moonsim: --: class a.Main is not on the class path no-such-dir",
        "run -- java -jar a.jar           | moonsim: --: leave out the word java, want only what follows it",
        "run -- -Xmx1g                    | moonsim: --: there is no main class and no -jar in \"-Xmx1g\", want a java command line without the word java",
        "explore no-such.json --seeds x   | moonsim: --seeds: \"x\" is no seed, want a number such as 42, -7 or 0x2a",
        "explore no-such.json --jobs 0    | moonsim: --jobs: 0, want 1 or more",
        "check no-such.json --after -1    | moonsim: --after: -1, want 0 or more",
        "check no-such.json --allow disk  | moonsim: --allow: \"disk\" cannot be allowed, only these can: host-clock, host-file-times, host-fonts",
        "explor no-such.json              | moonsim: Unmatched arguments from index 0: 'explor', 'no-such.json', did you mean explore?",
    })
    void wrongUsageIsOneLineAndStatus2(String line, String message) {
        assertEquals(message, error(line.split(" ")));
    }

    @Test
    void noCommandIsWrongUsage() {
        assertEquals("moonsim: no command given, want run, explore, check, powercut, control or diff; --help says more", error());
    }

    private static String error(String... args) {
        PrintStream err = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            assertEquals(2, Cli.execute(args));
        } finally {
            System.setErr(err);
        }
        return bytes.toString(StandardCharsets.UTF_8).strip();
    }
}
