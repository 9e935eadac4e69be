package dev.moonsim.property;

import java.util.Map;

/**
 * One combination of values, or of conditions that held, and how often it was met.
 *
 * @param qualities the largest value of each, by name in order of name
 */
public record Bucket(String key, long count, Map<String, Double> qualities) {
}
