package dev.moonsim.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class CampaignMetricsTest {
    @Test
    void extremesHaveTheirFirstSeed() {
        CampaignMetrics metrics = new CampaignMetrics();
        double[] values = {5, 1, 9, 1, 9};
        for (int seed = 0; seed < values.length; seed++) {
            metrics.add(seed, List.of(new MetricResult("m", values[seed], 3, 1)));
        }
        metrics.add(5, List.of(new MetricResult("m", Double.NaN, 0, 0)));
        assertEquals(List.of(new CampaignMetrics.Row("m", 5, 1, 5, 5, 1, 1, 5, 9, 9, 9, 2)), metrics.rows());
    }
}
