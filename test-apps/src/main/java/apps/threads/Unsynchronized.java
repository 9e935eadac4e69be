package apps.threads;

import java.text.SimpleDateFormat;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;

/** Two threads share an object of the JDK that says it must not be shared: a map, a list or a date format. */
public final class Unsynchronized {
    private static final int EACH = 4;
    private static final long YEAR_AND_A_BIT = 400L * 24 * 3_600_000;

    private Unsynchronized() {}

    /** Argument: {@code map}, {@code list} or {@code format}. */
    public static void main(String[] args) throws InterruptedException {
        switch (args[0]) {
            case "map" -> {
                Map<Integer, Integer> map = new HashMap<>();
                both(n -> {
                    for (int i = 0; i < EACH; i++) {
                        map.put(n * EACH + i, i);
                    }
                });
                int found = 0;
                for (int key : map.keySet()) {
                    found++;
                }
                expect(2 * EACH, found);
            }
            case "list" -> {
                List<Integer> list = new ArrayList<>();
                both(n -> {
                    for (int i = 0; i < EACH; i++) {
                        list.add(i);
                    }
                });
                expect(2 * EACH, list.size());
            }
            case "format" -> {
                SimpleDateFormat format = new SimpleDateFormat("yyyy-MM-dd");
                format.setTimeZone(TimeZone.getTimeZone("UTC"));
                String[] texts = new String[2];
                both(n -> texts[n] = format.format(new Date(n * YEAR_AND_A_BIT)));
                expect("1970-01-01 1971-02-05", texts[0] + " " + texts[1]);
            }
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private interface Body {
        void run(int n);
    }

    private static void both(Body body) throws InterruptedException {
        Thread first = new Thread(() -> body.run(0));
        Thread second = new Thread(() -> body.run(1));
        first.start();
        second.start();
        first.join();
        second.join();
    }

    private static void expect(Object expected, Object found) {
        if (!expected.equals(found)) {
            throw new AssertionError("expected " + expected + ", found " + found);
        }
    }
}
