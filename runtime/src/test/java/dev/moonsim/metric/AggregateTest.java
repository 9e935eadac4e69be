package dev.moonsim.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AggregateTest {
    private static double of(String aggregate, double... values) {
        return Aggregate.parse(aggregate).of(values, new int[values.length], 0, values.length, new double[] {Double.NaN},
                2_000_000_000L);
    }

    @ParameterizedTest
    @CsvSource({"count, 4", "sum, 10", "min, 1", "max, 4", "mean, 2.5", "last, 2", "p50, 2", "p75, 3", "p99, 4", "p0, 1",
        "p100, 4", "p25.5, 2"})
    void aggregates(String aggregate, double expected) {
        assertEquals(expected, of(aggregate, 4, 1, 3, 2));
    }

    @Test
    void aRateIsOfIncreasesAndACounterThatFallsHasBegunAnew() {
        assertEquals((5 + 3 + 1) / 2.0, of("rate", 10, 15, 3, 4));
        assertEquals(0, of("rate", 7));
    }

    @Test
    void ratesOfSeveralCountersAddUp() {
        double[] values = {10, 100, 11, 110};
        assertEquals(5.5, Aggregate.parse("rate").of(values, new int[] {0, 1, 0, 1}, 0, 4,
                new double[] {Double.NaN, Double.NaN}, 2_000_000_000L));
    }

    @Test
    void nothingHasNoMean() {
        assertEquals(Double.NaN, of("mean"));
        assertEquals(0, of("count"));
        assertEquals(0, of("sum"));
    }

    @ParameterizedTest
    @CsvSource({"median", "p", "p101", "P99", "p9.", "''"})
    void otherWordsAreNone(String text) {
        assertNull(Aggregate.parse(text));
    }
}
