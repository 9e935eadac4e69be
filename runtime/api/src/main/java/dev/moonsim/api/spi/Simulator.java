package dev.moonsim.api.spi;

import dev.moonsim.api.NodeInfo;
import dev.moonsim.api.RebootKind;
import java.time.Duration;
import java.util.Map;

/**
 * The simulation that a program runs in, as this API sees it. Outside of one there is none, and every call of the API
 * comes down to a test of a constant for null.
 */
public interface Simulator {
    /** True for calls of a task of a simulation. The JVM of a simulation has other threads too. */
    boolean isSimulated();

    /** One evaluation of a property without numbers. */
    void property(PropertyKind kind, String message, boolean condition, Map<String, ?> details);

    /** One evaluation of a property that compares. */
    void property(PropertyKind kind, String message, boolean condition, long value, long bound);

    void property(PropertyKind kind, String message, boolean condition, double value, double bound);

    void sometimesAll(String message, Map<String, Boolean> conditions);

    void sometimesEach(String message, Map<String, ?> keys, Map<String, ? extends Number> qualities);

    /**
     * @param site null for the place of the call
     * @param probability of firing where the site is active; NaN for the default
     * @param fault whether it is silent after the chaos phase
     */
    boolean buggify(String site, double probability, boolean fault);

    /** @return a value of the range for some seeds, else {@code normal} */
    long knob(String name, long normal, long low, long high);

    double knob(String name, double normal, double low, double high);

    /** @return from 0 to {@code count - 1}, 0 where the site is not active */
    int pick(String site, int count);

    void publish(String key, Object value);

    void measure(String name, double value);

    Object published(String key);

    /** The node that the calling task runs on. */
    NodeInfo node();

    /** Ends the calling node here; the call does not return. */
    void crash(RebootKind kind, Duration recovery);

    /** @return whether a fault struck here; false for ever where the node has died of it */
    boolean hint(String label, double probability);

    boolean isOperationEnabled(String name);
}
