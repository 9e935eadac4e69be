package dev.moonsim.property;

import dev.moonsim.api.spi.PropertyKind;
import dev.moonsim.node.Node;
import java.util.regex.Pattern;

/**
 * Something that must be true of the lines that nodes print.
 *
 * @param name of the property
 * @param pattern found anywhere in a line
 * @param earlier for {@code BEFORE}: must have been found before, on any of the nodes that the rule is about; else null
 * @param withinNanos for {@code NEVER_WITHOUT_FAULT}: how long a fault excuses a line
 * @param group only nodes of this group; null for all
 * @param node only this node; null for all
 */
public record LogRule(Type type, String name, Pattern pattern, Pattern earlier, long withinNanos, String group, String node) {
    public enum Type {
        NEVER(PropertyKind.UNREACHABLE),
        SOMETIMES(PropertyKind.SOMETIMES),
        BEFORE(PropertyKind.ALWAYS_OR_UNREACHABLE),
        NEVER_WITHOUT_FAULT(PropertyKind.ALWAYS_OR_UNREACHABLE);

        final PropertyKind kind;

        Type(PropertyKind kind) {
            this.kind = kind;
        }
    }

    boolean isAbout(Node about) {
        return (node == null || node.equals(about.name())) && (group == null || group.equals(about.spec().group()));
    }
}
