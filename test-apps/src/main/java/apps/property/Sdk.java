package apps.property;

import com.antithesis.sdk.Assert;
import com.antithesis.sdk.Lifecycle;
import com.antithesis.sdk.Random;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Carries the Antithesis SDK and knows nothing of Moonsim. */
public final class Sdk {
    private Sdk() {}

    public static void main(String[] args) {
        boolean wrong = args.length > 0;
        ObjectMapper mapper = new ObjectMapper();
        Lifecycle.setupComplete(mapper.createObjectNode().put("nodes", 1));
        long sum = 0;
        for (int i = 0; i < 50; i++) {
            long drawn = Random.getRandom();
            sum += drawn;
            ObjectNode details = mapper.createObjectNode().put("i", i).put("drawn", drawn);
            Assert.always(!wrong || (drawn & 0xff) != 0, "low byte is not zero", details);
            Assert.alwaysOrUnreachable(i < 50, "ends", details);
            Assert.sometimes(i == 49, "gets to the end", details);
            Assert.reachable("the loop", details);
            Assert.alwaysLessThan(i, 50, "below fifty", details);
            Assert.sometimesGreaterThan(i * 0.5, 30.0, "half above thirty", details);
            Assert.alwaysSome(Map.of("even", i % 2 == 0, "odd", i % 2 == 1), "even or odd", details);
            Assert.sometimesAll(Map.of("third", i % 3 == 0, "fifth", i % 5 == 0), "fizz buzz", details);
        }
        if (sum == 42) {
            Assert.unreachable("the sum is 42", mapper.createObjectNode());
            Assert.sometimes(true, "the sum was 42", mapper.createObjectNode());
        }
        Lifecycle.sendEvent("done", mapper.createObjectNode().put("sum", sum));
        System.out.println("sum " + sum + " choice " + Random.randomChoice(List.of("a", "b", "c", "d")));
    }
}
