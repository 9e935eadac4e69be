package dev.moonsim.config;

import java.math.BigInteger;

/** Seeds: any 64 bits, written in decimal (also negative) or as {@code 0x} and hex digits. */
public final class Seeds {
    private static final BigInteger LOWEST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger HIGHEST = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    private Seeds() {}

    /** @param where what the error message begins with */
    public static long parse(String text, String where) {
        boolean hex = text.startsWith("0x") || text.startsWith("0X");
        String digits = hex ? text.substring(2) : text;
        boolean valid = hex ? !digits.isEmpty() && Character.digit(digits.charAt(0), 16) >= 0 : !digits.startsWith("+");
        try {
            if (valid) {
                BigInteger value = new BigInteger(digits, hex ? 16 : 10);
                if (value.compareTo(LOWEST) < 0 || value.compareTo(HIGHEST) > 0) {
                    throw new UsageError(where + ": \"" + text + "\" does not fit into 64 bits");
                }
                return value.longValue();
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new UsageError(where + ": \"" + text + "\" is no seed, want a number such as 42, -7 or 0x2a");
    }

    /** How Moonsim writes a seed: {@code 0x2a}. */
    public static String text(long seed) {
        return "0x" + Long.toHexString(seed);
    }
}
