package apps.quorum;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;

/** What a node has stored: records with length and checksum, appended and forced; a torn tail is cut off. */
final class Log {
    private final FileChannel file;
    private final Map<Integer, Entry> entries = new HashMap<>();

    Log(Path path) throws IOException {
        Files.createDirectories(path.getParent());
        file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        for (Path made = path.getParent(); made != null; made = made.getParent()) {
            try (FileChannel directory = FileChannel.open(made)) {
                directory.force(true); // else the file or its directory could be lost
            }
        }
        byte[] all = Files.readAllBytes(path);
        int good = 0;
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(all))) {
            while (in.available() >= 12) {
                byte[] record = new byte[Math.min(in.readInt() & 0xffff, in.available() - 8)];
                long sum = in.readLong();
                in.readFully(record);
                if (sum(record) != sum) {
                    break;
                }
                Entry entry = Entry.read(new DataInputStream(new ByteArrayInputStream(record)));
                entries.put(entry.key(), entry);
                good += 12 + record.length;
            }
        }
        file.truncate(good);
        file.force(true);
        file.position(good);
    }

    private static long sum(byte[] record) {
        CRC32 sum = new CRC32();
        sum.update(record);
        return sum.getValue() + 1; // no record is all zeros
    }

    synchronized Entry get(int key) {
        return entries.getOrDefault(key, Entry.none(key));
    }

    /** Returns when the entry, or a newer one of its key, is on disk. */
    synchronized void put(Entry entry) throws IOException {
        if (get(entry.key()).version() >= entry.version()) {
            return;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        entry.write(new DataOutputStream(bytes));
        byte[] record = bytes.toByteArray();
        ByteBuffer framed = ByteBuffer.allocate(12 + record.length).putInt(record.length).putLong(sum(record)).put(record).flip();
        while (framed.hasRemaining()) {
            file.write(framed);
        }
        file.force(false);
        entries.put(entry.key(), entry); // only now: nobody may read what a power cut could still take back
    }
}
