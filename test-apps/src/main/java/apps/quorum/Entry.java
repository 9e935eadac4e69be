package apps.quorum;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** One version of the value of a key; version 0 where there is none. */
record Entry(int key, long version, String value) {
    static Entry none(int key) {
        return new Entry(key, 0, "");
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(key);
        out.writeLong(version);
        out.writeUTF(value);
    }

    static Entry read(DataInput in) throws IOException {
        return new Entry(in.readInt(), in.readLong(), in.readUTF());
    }
}
