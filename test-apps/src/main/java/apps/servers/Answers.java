package apps.servers;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** What the web servers answer: the path that was asked for, the body of the request, and a checksum of both. */
final class Answers {
    private Answers() {}

    static byte[] of(String path, byte[] body) {
        byte[] start = (path + "\n").getBytes(StandardCharsets.UTF_8);
        ByteBuffer answer = ByteBuffer.allocate(start.length + body.length + Long.BYTES).put(start).put(body);
        CRC32 checksum = new CRC32();
        checksum.update(answer.array(), 0, answer.position());
        return answer.putLong(checksum.getValue()).array();
    }
}
