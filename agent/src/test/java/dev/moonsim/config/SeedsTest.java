package dev.moonsim.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeedsTest {
    @ParameterizedTest
    @CsvSource({"42,42", "0,0", "-7,-7", "0x2a,42", "0XFF,255", "0xffffffffffffffff,-1",
        "9223372036854775807,9223372036854775807", "-9223372036854775808,-9223372036854775808", "18446744073709551615,-1"})
    void readsAny64Bits(String text, long seed) {
        assertEquals(seed, Seeds.parse(text, "--seed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "4 2", "42L", "0x", "0x-1", "+5", "1e3", "--1", "1.5"})
    void refusesWhatIsNoNumber(String text) {
        UsageError e = assertThrows(UsageError.class, () -> Seeds.parse(text, "--seed"));
        assertEquals("--seed: \"" + text + "\" is no seed, want a number such as 42, -7 or 0x2a", e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"18446744073709551616", "-9223372036854775809", "0x10000000000000000"})
    void refusesMoreThan64Bits(String text) {
        UsageError e = assertThrows(UsageError.class, () -> Seeds.parse(text, "--seed"));
        assertEquals("--seed: \"" + text + "\" does not fit into 64 bits", e.getMessage());
    }

    @Test
    void writesThemSoThatTheyCanBeReadAgain() {
        for (long seed : new long[] {0, 42, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertEquals(seed, Seeds.parse(Seeds.text(seed), ""));
        }
        assertEquals("0x2a", Seeds.text(42));
    }

    @Test
    void rangesHaveTheirSeedsInOrder() {
        assertEquals(1000, SeedRange.parse("1..1000", "").size());
        assertEquals(List.of(7L, 42L, -1L, 0L, 1L, 0x10L), all(SeedRange.parse("7, 42,-1..1,0x10", "")));
        assertEquals(List.of(0x2001L, 0x2004L, 0x2007L, 0x200aL, 0x200dL, 0x2010L),
                all(SeedRange.parse("0x2001..0x2010 step 3", "")));
        assertEquals(List.of(1L, 6L, 9L), all(SeedRange.parse("1..9 step 5, 9", "")));
        assertEquals(1, SeedRange.parse("0x8000000000000000..0x7fffffffffffffff step 0x7fffffffffffffff", "").get(0) >>> 63);
        assertEquals("0x5..0x7", SeedRange.of(5, 3).toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "1..        | --seeds: \"1..\" is no range of seeds, want 1..1000, or 7,42,100..200, or 1..1000 step 3",
        "1,,2       | --seeds: \"1,,2\" is no range of seeds, want 1..1000, or 7,42,100..200, or 1..1000 step 3",
        "1..ten     | --seeds: \"ten\" is no seed, want a number such as 42, -7 or 0x2a",
        "7 step 3   | --seeds: \"7 step 3\" is no range of seeds, want 1..1000, or 7,42,100..200, or 1..1000 step 3",
        "1..9 step 0 | --seeds: step 0, want a step of 1 or more",
        "1..9 step x | --seeds: \"x\" is no seed, want a number such as 42, -7 or 0x2a",
        "9..1       | --seeds: \"9..1\" runs backwards, want the smaller seed first",
        "1..9999999999 | --seeds: \"1..9999999999\" is too many seeds, at most 1000000000",
    })
    void refusesWrongRanges(String text, String message) {
        assertEquals(message, assertThrows(UsageError.class, () -> SeedRange.parse(text, "--seeds")).getMessage());
    }

    private static List<Long> all(SeedRange range) {
        List<Long> seeds = new ArrayList<>();
        for (long i = 0; i < range.size(); i++) {
            seeds.add(range.get(i));
        }
        return seeds;
    }
}
