package apps.faults;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * Writes numbers to a file, forces each, tells a {@link DiskWitness} of it and reads the file again and again. Says, once in its
 * life, what each thing is that no sound disk does.
 */
public final class DiskSymptoms {
    private static final Path FILE = Path.of("/var/lib/numbers");
    private static final int RECORD = 600; // more than a sector
    private static final Set<String> SAID = new HashSet<>();

    private DiskSymptoms() {}

    public static void main(String[] args) throws Exception {
        Files.createDirectories(FILE.getParent());
        long next = Files.exists(FILE) ? Files.size(FILE) / RECORD : 0;
        try (Socket witness = connect()) {
            long acknowledged = ByteBuffer.wrap(witness.getInputStream().readNBytes(8)).getLong();
            if (next < acknowledged) {
                say("lost");
                next = acknowledged;
            }
            long looked = 0;
            while (true) {
                Thread.sleep(20);
                long begun = System.nanoTime();
                try (FileChannel file = FileChannel.open(FILE, StandardOpenOption.CREATE, StandardOpenOption.READ,
                        StandardOpenOption.WRITE)) {
                    write(file, next);
                    try {
                        file.force(true);
                    } catch (IOException e) {
                        say(e.getMessage());
                        file.force(true); // naive: what failed is not tried again by that
                    }
                    witness.getOutputStream().write(ByteBuffer.allocate(8).putLong(++next).array());
                    look(file, looked, next);
                    looked = Math.max(0, next - 20);
                } catch (IOException e) {
                    String message = e.getMessage();
                    say(message.substring(message.lastIndexOf(':') + 1).strip());
                    FileStore store = Files.getFileStore(FILE.getParent());
                    if (store.getUsableSpace() == 0) {
                        say("no space in " + (store.getTotalSpace() < 1_000_000 ? "little" : "much"));
                    }
                }
                long nanos = System.nanoTime() - begun;
                if (nanos > 10_000_000) { // a sync takes 2 ms at most
                    say(nanos > 200_000_000 ? "standstill" : "slow");
                }
            }
        }
    }

    private static Socket connect() throws Exception {
        while (true) {
            try {
                return new Socket("doctor", DiskWitness.PORT);
            } catch (ConnectException e) {
                Thread.sleep(100); // it has not begun yet
            }
        }
    }

    private static void write(FileChannel file, long number) throws IOException {
        ByteBuffer record = ByteBuffer.allocate(RECORD);
        while (record.remaining() >= 8) {
            record.putLong(number);
        }
        record.flip();
        long start = number * RECORD;
        while (record.hasRemaining()) {
            if (file.write(record, start + record.position()) < RECORD && record.hasRemaining()) {
                say("short write");
            }
        }
    }

    private static void look(FileChannel file, long from, long to) throws IOException {
        ByteBuffer record = ByteBuffer.allocate(RECORD);
        for (long number = from; number < to; number++) {
            record.clear();
            while (record.hasRemaining() && file.read(record, number * RECORD + record.position()) > 0) {
                if (record.hasRemaining()) {
                    say("short read");
                }
            }
            record.flip();
            while (record.remaining() >= 8) {
                if (record.getLong() != number) {
                    say("wrong");
                }
            }
        }
    }

    private static void say(String symptom) {
        if (SAID.add(symptom)) {
            System.out.println("symptom " + symptom);
        }
    }
}
