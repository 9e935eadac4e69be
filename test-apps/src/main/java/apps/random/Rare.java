package apps.random;

import java.util.Random;

/** Fails about once in eight times. */
public final class Rare {
    private Rare() {}

    public static void main(String[] args) {
        if (new Random().nextInt(8) == 0) {
            throw new IllegalStateException("one of eight");
        }
    }
}
