package apps.raft;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What a client asks for.
 *
 * @param client   who asks; 0 for a leader's own entry at the start of its term
 * @param sequence counts the client's requests; one that is sent again keeps its number
 * @param expected for {@link #CAS}: the value that must be there, empty for none
 */
record Command(int client, long sequence, byte operation, String key, String expected, String value) {
    static final byte NOTHING = 0;
    static final byte GET = 1;
    static final byte PUT = 2;
    static final byte CAS = 3;

    /** What a leader begins its term with; it says who led, so that two leaders of a term have different logs. */
    static Command nothing(int leader) {
        return new Command(0, leader, NOTHING, "", "", "");
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(client);
        out.writeLong(sequence);
        out.writeByte(operation);
        out.writeUTF(key);
        out.writeUTF(expected);
        out.writeUTF(value);
    }

    static Command read(DataInput in) throws IOException {
        return new Command(in.readInt(), in.readLong(), in.readByte(), in.readUTF(), in.readUTF(), in.readUTF());
    }
}
