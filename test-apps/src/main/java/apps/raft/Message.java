package apps.raft;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What nodes and clients ask, and its form on the wire. */
sealed interface Message {
    record Vote(long term, int candidate, long lastIndex, long lastTerm) implements Message {}

    /** @param round not sent: the round of confirmation that was under way when it was made */
    record Append(long term, int leader, long previous, long previousTerm, List<Entry> entries, long commit, long round)
            implements Message {}

    record Client(Command command) implements Message {}

    /** @param from how many applied entries the caller knows already */
    record Status(int from) implements Message {}

    /** To a vote: granted; to an append: the log agrees up to {@code index}, or should be tried from there. */
    record Reply(long term, boolean success, long index) {
        void write(DataOutput out) throws IOException {
            out.writeLong(term);
            out.writeBoolean(success);
            out.writeLong(index);
        }

        static Reply read(DataInput in) throws IOException {
            return new Reply(in.readLong(), in.readBoolean(), in.readLong());
        }
    }

    /** @param leader who may know better where it is not done; -1 for nobody known */
    record Answer(boolean done, String value, int leader) {
        void write(DataOutput out) throws IOException {
            out.writeBoolean(done);
            out.writeUTF(value);
            out.writeInt(leader);
        }

        static Answer read(DataInput in) throws IOException {
            return new Answer(in.readBoolean(), in.readUTF(), in.readInt());
        }
    }

    record State(long term, boolean leader, long commit, List<Long> hashes) {
        void write(DataOutput out) throws IOException {
            out.writeLong(term);
            out.writeBoolean(leader);
            out.writeLong(commit);
            out.writeInt(hashes.size());
            for (long hash : hashes) {
                out.writeLong(hash);
            }
        }

        static State read(DataInput in) throws IOException {
            long term = in.readLong();
            boolean leader = in.readBoolean();
            long commit = in.readLong();
            List<Long> hashes = new ArrayList<>();
            for (int i = in.readInt(); i > 0; i--) {
                hashes.add(in.readLong());
            }
            return new State(term, leader, commit, hashes);
        }
    }

    default void write(DataOutput out) throws IOException {
        switch (this) {
            case Vote vote -> {
                out.writeByte(1);
                out.writeLong(vote.term);
                out.writeInt(vote.candidate);
                out.writeLong(vote.lastIndex);
                out.writeLong(vote.lastTerm);
            }
            case Append append -> {
                out.writeByte(2);
                out.writeLong(append.term);
                out.writeInt(append.leader);
                out.writeLong(append.previous);
                out.writeLong(append.previousTerm);
                out.writeLong(append.commit);
                out.writeInt(append.entries.size());
                for (Entry entry : append.entries) {
                    entry.write(out);
                }
            }
            case Client client -> {
                out.writeByte(3);
                client.command.write(out);
            }
            case Status status -> {
                out.writeByte(4);
                out.writeInt(status.from);
            }
        }
    }

    static Message read(DataInput in) throws IOException {
        switch (in.readByte()) {
            case 1 -> {
                return new Vote(in.readLong(), in.readInt(), in.readLong(), in.readLong());
            }
            case 2 -> {
                long term = in.readLong();
                int leader = in.readInt();
                long previous = in.readLong();
                long previousTerm = in.readLong();
                long commit = in.readLong();
                List<Entry> entries = new ArrayList<>();
                for (int i = in.readInt(); i > 0; i--) {
                    entries.add(Entry.read(in));
                }
                return new Append(term, leader, previous, previousTerm, entries, commit, 0);
            }
            case 3 -> {
                return new Client(Command.read(in));
            }
            case 4 -> {
                return new Status(in.readInt());
            }
            default -> throw new IOException("not a message");
        }
    }
}
