package dev.moonsim.property;

import dev.moonsim.api.Invariant;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * An invariant of a scenario: a class, loaded anew for each run, or what makes one in this JVM.
 *
 * @param className binary name; for messages only where there is a factory
 * @param factory null where the class is to be loaded
 */
public record InvariantSpec(String className, List<Path> classPath, Supplier<Invariant> factory) {
    public InvariantSpec(String className, List<Path> classPath) {
        this(className, classPath, null);
    }

    /** An invariant whose class the JVM has, made by the factory for each run. */
    public static InvariantSpec of(String name, Supplier<Invariant> factory) {
        return new InvariantSpec(name, List.of(), factory);
    }
}
