package apps.wire;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** Messages on a stream: length, checksum, number of the request, payload. */
final class Frames {
    static final int PORT = 7000;
    private static final int MOST = 1 << 20;

    /** A message of which a byte is not what was sent. */
    static final class Damaged extends IOException {
        Damaged(String message) {
            super(message);
        }
    }

    record Frame(long request, byte[] payload) {
    }

    private Frames() {}

    static ByteBuffer encode(long request, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(4 + 4 + 8 + payload.length);
        frame.putInt(8 + payload.length).putInt(0).putLong(request).put(payload);
        frame.putInt(4, checksum(frame.array(), 8, 8 + payload.length));
        return frame.flip();
    }

    private static int checksum(byte[] bytes, int from, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }

    /**
     * The next message.
     *
     * @param trusting does not look at checksums
     * @param hasty takes for granted that a single read brings all of it
     */
    static Frame read(DataInputStream in, boolean trusting, boolean hasty) throws IOException {
        int length = in.readInt();
        int checksum = in.readInt();
        if (length < 8 || length > MOST) {
            throw new Damaged("a message of " + length + " bytes");
        }
        byte[] bytes = new byte[length];
        if (hasty) {
            if (in.read(bytes) < 0) {
                throw new EOFException();
            }
        } else {
            in.readFully(bytes);
        }
        if (!trusting && checksum(bytes, 0, length) != checksum) {
            throw new Damaged("a message with a wrong checksum");
        }
        byte[] payload = new byte[length - 8];
        System.arraycopy(bytes, 8, payload, 0, payload.length);
        return new Frame(ByteBuffer.wrap(bytes).getLong(), payload);
    }

    /** What the answer to a payload must be. */
    static byte[] answer(byte[] payload) {
        byte[] answer = new byte[payload.length];
        for (int i = 0; i < answer.length; i++) {
            answer[i] = (byte) (payload[payload.length - 1 - i] + 1);
        }
        return answer;
    }
}
