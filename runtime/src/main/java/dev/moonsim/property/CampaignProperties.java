package dev.moonsim.property;

import dev.moonsim.api.spi.PropertyKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The properties of a campaign: of all runs together, and those that are known to exist though no run came to them. */
public final class CampaignProperties {
    private final Map<PropertyKind, Map<String, CampaignProperty>> byKind = new TreeMap<>();

    private CampaignProperty get(PropertyKind kind, String message) {
        return byKind.computeIfAbsent(kind, k -> new TreeMap<>())
                .computeIfAbsent(message, m -> new CampaignProperty(kind, m));
    }

    /** Takes in a run. In the order of the seeds: what is first depends on it. */
    public void add(long seed, List<PropertyResult> results) {
        for (PropertyResult result : results) {
            get(result.kind(), result.message()).add(seed, result);
        }
    }

    /** Properties that exist. */
    public void known(Collection<PropertyResult> properties) {
        for (PropertyResult property : properties) {
            get(property.kind(), property.message());
        }
    }

    /** Failures first, then misses, then the rest; each by kind and message. */
    public List<CampaignProperty> all() {
        List<CampaignProperty> all = new ArrayList<>();
        byKind.values().forEach(properties -> all.addAll(properties.values()));
        all.sort(Comparator.comparingInt(property -> switch (property.contract()) {
            case FAIL -> 0;
            case MISS -> 1;
            case PASS -> 2;
        }));
        return all;
    }

    public int count(Contract contract) {
        return (int) all().stream().filter(property -> property.contract() == contract).count();
    }

    /** Combinations, frontiers and kinds of success seen so far: it grows when runs come to something new. */
    public long discoveries() {
        long discoveries = 0;
        for (CampaignProperty property : all()) {
            discoveries += property.combinations().size() + (property.first() != null ? 1 : 0);
        }
        return discoveries;
    }

    /** Properties that runs came to and that have yet to hold for the first time. */
    public int open() {
        return (int) all().stream().filter(property -> property.runs() > 0 && property.contract() == Contract.MISS).count();
    }
}
