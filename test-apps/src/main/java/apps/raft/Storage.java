package apps.raft;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Term, vote and log of a node, in one file that only grows: a record (length, checksum, content) for each change. An entry's
 * record names its index and drops what was there and after it. What follows the last whole record is the torn end of a write
 * that nobody was answered for; recovery cuts it off.
 */
final class Storage {
    private static final byte STATE = 1;
    private static final byte ENTRY = 2;
    private static final int HEADER = 8;
    private static final int LONGEST = 1 << 16;

    private final FileChannel file;
    private final List<Entry> log = new ArrayList<>();
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private long term;
    private int vote = -1;

    Storage(Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try (FileChannel directory = FileChannel.open(path.getParent())) {
            directory.force(true); // else the file itself could be lost
        }
        recover();
    }

    long term() {
        return term;
    }

    /** Whom this node voted for in its term; -1 for nobody. */
    int vote() {
        return vote;
    }

    long lastIndex() {
        return log.size();
    }

    /** The term of an entry; 0 before the first one. */
    long termAt(long index) {
        return index == 0 ? 0 : log.get((int) index - 1).term();
    }

    Entry entry(long index) {
        return log.get((int) index - 1);
    }

    List<Entry> entries(long from, int most) {
        return List.copyOf(log.subList((int) from - 1, (int) Math.min(log.size(), from - 1 + most)));
    }

    /** On the disk when it returns. */
    void setTerm(long newTerm, int newVote) throws IOException {
        term = newTerm;
        vote = newVote;
        if (Bug.FORGETS_TERM.planted()) {
            return;
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(content);
        out.writeByte(STATE);
        out.writeLong(newTerm);
        out.writeInt(Bug.FORGETS_VOTE.planted() ? -1 : newVote);
        record(content.toByteArray());
        write();
        file.force(false);
    }

    /** Drops what is at and after an index and puts entries there. On the disk when it returns. */
    void put(long index, List<Entry> entries) throws IOException {
        if (entries.isEmpty()) {
            return;
        }
        for (Entry entry : entries) {
            log.subList((int) index - 1, log.size()).clear();
            log.add(entry);
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(content);
            out.writeByte(ENTRY);
            out.writeLong(index++);
            entry.write(out);
            record(content.toByteArray());
        }
        write();
        if (!Bug.ACK_BEFORE_FSYNC.planted()) {
            file.force(false);
        }
    }

    private void record(byte[] content) {
        pending.writeBytes(ByteBuffer.allocate(HEADER).putInt(content.length).putInt(checksum(content)).array());
        pending.writeBytes(content);
    }

    private void write() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(pending.toByteArray());
        pending.reset();
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    private void recover() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) file.size());
        while (bytes.hasRemaining() && file.read(bytes) >= 0) {
            // until all of it is there
        }
        bytes.flip();
        int end = 0;
        while (bytes.remaining() >= HEADER) {
            int length = bytes.getInt();
            int checksum = bytes.getInt();
            if (length <= 0 || length > LONGEST || length > bytes.remaining()) {
                break;
            }
            byte[] content = new byte[length];
            bytes.get(content);
            if (checksum != checksum(content) && !Bug.NO_CHECKSUM.planted()) {
                break;
            }
            replay(new DataInputStream(new ByteArrayInputStream(content)));
            end = bytes.position();
        }
        file.truncate(end);
        file.position(end);
        file.force(true);
    }

    private void replay(DataInputStream in) throws IOException {
        if (in.readByte() == STATE) {
            term = in.readLong();
            vote = in.readInt();
        } else {
            long index = in.readLong();
            log.subList((int) Math.max(0, Math.min(log.size(), index - 1)), log.size()).clear();
            log.add(Entry.read(in));
            if (log.getLast().term() > term) {
                term = log.getLast().term();
                vote = -1;
            }
        }
    }

    private static int checksum(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return (int) crc.getValue();
    }
}
