package apps.servers;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Commands to a Redis server, with the answers that they must have. Each number has keys of its own, so that a command that
 * arrives late does no harm, and one that is asked twice has the same answer.
 */
final class Commands {
    /** What all clients can do. */
    interface Redis {
        String set(String key, String value) throws Exception;

        String get(String key) throws Exception;

        String echo(String text) throws Exception;

        long putAll(String key, Map<String, String> fields) throws Exception;

        Map<String, String> getAll(String key) throws Exception;

        /** Several commands sent at once. */
        List<String> setAndGet(String key, String value) throws Exception;
    }

    private static final int LONGEST = 3_000;

    private Commands() {}

    static void ask(Redis redis, int number, Random random) throws Exception {
        String value = value(number, random);
        switch (random.nextInt(4)) {
            case 0 -> {
                same("OK", redis.set("key" + number, value));
                same(value, redis.get("key" + number));
            }
            case 1 -> same(value, redis.echo(value));
            case 2 -> {
                Map<String, String> fields = Map.of("a" + number, value, "b" + number, "" + number);
                redis.putAll("hash" + number, fields); // how many were new: none, where it is asked again
                same(fields, redis.getAll("hash" + number));
            }
            default -> same(List.of("OK", value), redis.setAndGet("both" + number, value));
        }
    }

    private static String value(int number, Random random) {
        byte[] bytes = new byte[random.nextInt(LONGEST)];
        random.nextBytes(bytes);
        return "value of " + number + ": äöü€\r\n" + Base64.getEncoder().encodeToString(bytes);
    }

    private static void same(Object expected, Object was) {
        if (!expected.equals(was)) {
            throw new Requests.WrongAnswer("expected " + expected + ", was " + was);
        }
    }
}
