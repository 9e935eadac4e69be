package dev.moonsim.intercept;

import dev.moonsim.run.Simulation;

/** Iteration order of {@code Set.of} and {@code Map.of}, which the JVM salts anew at each start. */
public final class CollectionsArea implements Area {
    private static final String OWNER = "java/util/ImmutableCollections";
    private static final String[] READERS = {
        OWNER + "$Set12", OWNER + "$Set12$1", OWNER + "$SetN$SetNIterator", OWNER + "$MapN$MapNIterator",
    };
    /** What the JVM would use outside a simulation: order is unspecified there, so any value serves. */
    private static final long OUTSIDE = 0;

    @Override
    public void declare(Catalog c) {
        c.staticRead(OWNER, "SALT32L", "J").onlyIn(READERS).by(CollectionsArea.class, "salt");
        c.staticRead(OWNER, "REVERSE", "Z").onlyIn(READERS).by(CollectionsArea.class, "reverse");
    }

    public static long salt() {
        Simulation simulation = Simulation.current();
        return simulation == null ? OUTSIDE : simulation.collectionSalt();
    }

    public static boolean reverse() {
        Simulation simulation = Simulation.current();
        return simulation != null && simulation.collectionsReversed();
    }
}
