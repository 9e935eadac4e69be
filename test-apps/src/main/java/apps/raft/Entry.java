package apps.raft;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** An entry of the replicated log. */
record Entry(long term, Command command) {
    void write(DataOutput out) throws IOException {
        out.writeLong(term);
        command.write(out);
    }

    static Entry read(DataInput in) throws IOException {
        return new Entry(in.readLong(), Command.read(in));
    }
}
