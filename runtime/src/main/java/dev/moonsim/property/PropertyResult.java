package dev.moonsim.property;

import dev.moonsim.api.spi.PropertyKind;
import java.util.List;

/**
 * What a property came to in one run.
 *
 * @param held evaluations at which it held
 * @param failed evaluations at which it did not
 * @param first the first violation; for the kinds that hold sometimes, the first time that it held. Null for none
 * @param watermark null where it compares nothing
 * @param most conditions that held at once, for {@code sometimesAll}
 * @param conditions how many it has, for {@code sometimesAll}
 * @param buckets combinations, in order of their keys
 */
public record PropertyResult(PropertyKind kind, String message, long held, long failed, Moment first, Watermark watermark,
        int most, int conditions, List<Bucket> buckets) {

    /** A property that is known and was not evaluated. */
    public static PropertyResult known(PropertyKind kind, String message) {
        return new PropertyResult(kind, message, 0, 0, null, null, 0, 0, List.of());
    }
}
