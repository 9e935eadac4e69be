package apps.kv;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** One version of the value of a key. */
record Entry(String key, long version, String value) {

    ByteBuffer toBytes() {
        byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
        byte[] valueBytes = value.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + Short.BYTES + keyBytes.length + valueBytes.length)
                .putLong(version).putShort((short) keyBytes.length).put(keyBytes).put(valueBytes).flip();
    }

    static Entry fromBytes(ByteBuffer bytes) {
        ByteBuffer in = bytes.duplicate();
        long version = in.getLong();
        byte[] key = new byte[in.getShort()];
        in.get(key);
        byte[] value = new byte[in.remaining()];
        in.get(value);
        return new Entry(new String(key, StandardCharsets.UTF_8), version, new String(value, StandardCharsets.UTF_8));
    }
}
