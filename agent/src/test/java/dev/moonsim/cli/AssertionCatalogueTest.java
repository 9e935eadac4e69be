package dev.moonsim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.moonsim.api.Assert;
import dev.moonsim.property.Contract;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AssertionCatalogueTest {
    private static final String CONSTANT = "a constant";

    /** Never runs here. */
    static final class Program {
        static void work(int number, long count, double share, String name) {
            Assert.always(number > 3 && count < 5L || share == 2.0, "conditions with branches");
            Assert.always(true, "details with branches", Map.of("k", number > 3 ? "large" : "small", "l", count + number));
            Assert.sometimesGreaterThan(count * 2 % 7, number, "longs");
            Assert.sometimesLessThanOrEqualTo(share + count, -1.0, "doubles");
            Assert.reachable(CONSTANT);
            Assert.reachable(name);
            Assert.unreachable("in " + name);
            Assert.sometimesAll("all of them", Map.of("a", number == 1, "b", count == 2));
            Assert.sometimesEach("each", Map.of("x", number), Map.of("q", share));
            int[] array = {1, 2, 3};
            switch (number) {
                case 1 -> Assert.alwaysOrUnreachable(array[number]++ == 2, "in a switch");
                case 5 -> throw new IllegalStateException();
                default -> Assert.unreachable("behind a switch");
            }
            try {
                new Other().run();
            } catch (RuntimeException e) {
                Assert.unreachable("in a handler", Map.of("e", e));
            }
            Runnable lambda = () -> Assert.reachable("in a lambda");
            lambda.run();
            Assert.always(number == 1, number == 1 ? "one" : "another");
        }
    }

    /** Reached by name from the other. */
    static final class Other {
        void run() {
            Assert.alwaysLessThan(1L, 2L, "in another class");
        }
    }

    @Test
    void findsLiteralMessagesInAllClassesThatCanBeReached() throws URISyntaxException {
        AssertionCatalogue catalogue = new AssertionCatalogue();
        List<Path> classPath = List.of(Path.of("/no/such/place"),
                Path.of(getClass().getProtectionDomain().getCodeSource().getLocation().toURI()));
        catalogue.add(Program.class.getName(), classPath);
        TreeSet<String> found = new TreeSet<>();
        catalogue.found().forEach(property -> found.add(Contract.word(property.kind()) + " " + property.message()));
        assertEquals(new TreeSet<>(List.of("always conditions with branches", "always details with branches", "sometimes longs",
                "sometimes doubles", "reachable a constant", "sometimesAll all of them", "sometimesEach each",
                "alwaysOrUnreachable in a switch", "unreachable behind a switch", "unreachable in a handler",
                "reachable in a lambda", "always in another class")), found);
    }
}

/** Not reached by name. */
final class Stranger {
    private Stranger() {}

    static void run() {
        Assert.reachable("somebody else's");
    }
}
