package dev.moonsim.disk;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** File names: the disk keeps bytes, one char a byte, as Linux does; programs use the JVM's {@code sun.jnu.encoding}. */
public final class Encoding {
    static final Charset HOST = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"), StandardCharsets.UTF_8);

    private Encoding() {}

    public static String fromBytes(byte[] path) {
        return new String(path, StandardCharsets.ISO_8859_1);
    }

    public static byte[] toBytes(String path) {
        return path.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** From a name as {@code java.io.File} has it. */
    public static String fromProgram(String path) {
        return fromBytes(path.getBytes(HOST));
    }

    public static String toProgram(String path) {
        return new String(toBytes(path), HOST);
    }
}
