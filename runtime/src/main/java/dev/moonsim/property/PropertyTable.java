package dev.moonsim.property;

import dev.moonsim.api.spi.PropertyKind;
import dev.moonsim.trace.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The properties of one run, by kind and message. */
final class PropertyTable {
    private static final PropertyKind[] KINDS = PropertyKind.values();

    private final List<Map<String, Property>> byKind = new ArrayList<>();
    /** In the order in which they were met. */
    private final List<Property> all = new ArrayList<>();

    PropertyTable() {
        for (int i = 0; i < KINDS.length; i++) {
            byKind.add(new HashMap<>());
        }
    }

    /** The property of this name; it is known from here on. */
    Property get(PropertyKind kind, String message) {
        Map<String, Property> properties = byKind.get(kind.ordinal());
        Property property = properties.get(message);
        if (property == null) {
            property = new Property(kind, message);
            properties.put(message, property);
            all.add(property);
        }
        return property;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** The same for tables with the same counts. */
    long hash() {
        long hash = 0;
        for (Property property : all) {
            hash = hash * 31 + Trace.hash(property.message);
            hash = (hash * 31 + property.held()) * 31 + property.failed();
        }
        return hash;
    }

    /** In the order in which the properties were met. */
    List<PropertyResult> results() {
        List<PropertyResult> results = new ArrayList<>();
        for (Property property : all) {
            results.add(property.result());
        }
        return results;
    }
}
