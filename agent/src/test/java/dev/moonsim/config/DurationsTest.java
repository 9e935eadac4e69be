package dev.moonsim.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.moonsim.fault.Range;
import dev.moonsim.fault.Ranges;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({"1ns,1", "250us,250000", "0.5ms,500000", "30s,30000000000", "1.5s,1500000000", "10m,600000000000",
        "2h,7200000000000", "1d,86400000000000", "1m30s,90000000000", "1h0.5s,3600500000000", "0s,0"})
    void readsWhatPeopleWrite(String text, long nanos) {
        assertEquals(nanos, Durations.nanos(text, "budget"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "s", "10 s", "ten minutes", "-5s", "1.s", ".5s", "1..5s", "5S", "1s1m", "1s5", "5min"})
    void refusesEverythingElse(String text) {
        UsageError e = assertThrows(UsageError.class, () -> Durations.nanos(text, "budget"));
        assertEquals("budget: \"" + text + "\" is no duration, want a duration such as 500ms, 1.5s, 10m or 2h",
                e.getMessage());
    }

    @Test
    void refusesWhatDoesNotFit() {
        UsageError e = assertThrows(UsageError.class, () -> Durations.nanos("99999d", "budget"));
        assertEquals("budget: \"99999d\" is too long, at most 20000d", e.getMessage());
    }

    @Test
    void readsRanges() {
        assertEquals(new Range(2_000_000_000L, 10_000_000_000L), Durations.range("2s..10s", "x"));
        assertEquals(new Range(500_000, 5_000_000), Durations.range("0.5ms .. 5ms", "x"));
        assertEquals(new Range(3_000_000, 3_000_000), Durations.range("3ms", "x"));
    }

    @Test
    void refusesABackwardRange() {
        UsageError e = assertThrows(UsageError.class, () -> Durations.range("10s..2s", "interval"));
        assertEquals("interval: \"10s..2s\" runs backwards, want the smaller one first", e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"60000000000,60s", "90000000000,90s", "600000000000,10m", "500000000,500ms", "172800000000000,48h", "0,0ns"})
    void writesThemShortly(long nanos, String text) {
        assertEquals(text, Ranges.text(nanos));
    }
}
