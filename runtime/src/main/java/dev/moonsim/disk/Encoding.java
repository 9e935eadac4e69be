package dev.moonsim.disk;

import java.nio.charset.StandardCharsets;

/**
 * File names: the disk keeps bytes, one char a byte, as Linux does; programs see them as UTF-8, the encoding of a simulated machine
 * whatever that of the host is.
 */
public final class Encoding {
    private Encoding() {}

    public static String fromBytes(byte[] path) {
        return new String(path, StandardCharsets.ISO_8859_1);
    }

    public static byte[] toBytes(String path) {
        return path.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** From a name as {@code java.io.File} has it. */
    public static String fromProgram(String path) {
        return fromBytes(path.getBytes(StandardCharsets.UTF_8));
    }

    public static String toProgram(String path) {
        return new String(toBytes(path), StandardCharsets.UTF_8);
    }
}
