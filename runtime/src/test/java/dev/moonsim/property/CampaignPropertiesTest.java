package dev.moonsim.property;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.moonsim.api.spi.PropertyKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CampaignPropertiesTest {
    private static PropertyResult result(PropertyKind kind, String message, long held, long failed, Moment first) {
        return new PropertyResult(kind, message, held, failed, first, null, 0, 0, List.of());
    }

    @Test
    void countsAreAddedAndTheFirstSeedIsKept() {
        CampaignProperties properties = new CampaignProperties();
        Moment first = new Moment(7, "kv-1", "main", "{balance=-1}");
        properties.add(3, List.of(result(PropertyKind.ALWAYS, "a", 5, 0, null)));
        properties.add(4, List.of(result(PropertyKind.ALWAYS, "a", 5, 1, first)));
        properties.add(5, List.of(result(PropertyKind.ALWAYS, "a", 5, 2, new Moment(1, "kv-2", "main", ""))));
        CampaignProperty property = properties.all().getFirst();
        assertEquals(Contract.FAIL, property.contract());
        assertEquals(15, property.held());
        assertEquals(3, property.failed());
        assertEquals(3, property.runs());
        assertEquals(4, property.firstSeed());
        assertEquals(first, property.first());
    }

    @Test
    void whatNoSeedCameToIsMissedOrFine() {
        CampaignProperties properties = new CampaignProperties();
        properties.add(1, List.of(result(PropertyKind.SOMETIMES, "seldom", 0, 9, null)));
        properties.known(List.of(PropertyResult.known(PropertyKind.ALWAYS, "never run"),
                PropertyResult.known(PropertyKind.REACHABLE, "never reached"), PropertyResult.known(PropertyKind.SOMETIMES, "seldom"),
                PropertyResult.known(PropertyKind.UNREACHABLE, "the cellar"),
                PropertyResult.known(PropertyKind.ALWAYS_OR_UNREACHABLE, "optional")));
        assertEquals(List.of("never run", "seldom", "never reached", "optional", "the cellar"),
                properties.all().stream().map(CampaignProperty::message).toList());
        assertEquals(3, properties.count(Contract.MISS));
        assertEquals(2, properties.count(Contract.PASS));
        assertEquals(9, properties.all().get(1).failed());
    }

    @Test
    void watermarksAndCombinationsKnowTheirSeed() {
        CampaignProperties properties = new CampaignProperties();
        for (long seed = 1; seed <= 3; seed++) {
            properties.add(seed, List.of(
                    new PropertyResult(PropertyKind.ALWAYS, "short", 1, 0, null, new Watermark(seed == 2 ? 9L : 4L, 10L, true), 0, 0,
                            List.of()),
                    new PropertyResult(PropertyKind.SOMETIMES_EACH, "roles", 1, 0, null, null, 0, 0,
                            List.of(new Bucket(seed == 1 ? "a" : "b", 2, Map.of("term", seed * 1.5))))));
        }
        CampaignProperty watermark = properties.all().getFirst();
        assertEquals(2, watermark.watermarkSeed());
        assertEquals(9L, watermark.watermark().value());
        CampaignProperty roles = properties.all().get(1);
        assertEquals("[Combination[key=a, count=2, firstSeed=1, qualities={term=Quality[value=1.5, seed=1]}], "
                + "Combination[key=b, count=4, firstSeed=2, qualities={term=Quality[value=4.5, seed=3]}]]",
                roles.combinations().toString());
    }
}
