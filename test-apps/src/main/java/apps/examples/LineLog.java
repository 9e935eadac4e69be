package apps.examples;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * A log of lines that outlives a power cut: what {@link #append} has returned from is there after the reboot. Each line begins
 * with its checksum, for of the last write any sector may be missing.
 */
public final class LineLog {
    private final Path file;
    private final List<String> found = new ArrayList<>();

    public LineLog(Path file) throws IOException {
        this.file = file;
        try (FileChannel log = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileChannel directory = FileChannel.open(file.getParent())) {
            directory.force(true); // else the file itself could be lost
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            int whole = 0;
            for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', whole)) {
                int space = text.indexOf(' ', whole);
                if (space < 0 || space > end || !text.substring(whole, space).equals(checksum(text.substring(space + 1, end)))) {
                    break;
                }
                found.add(text.substring(space + 1, end));
                whole = end + 1;
            }
            log.truncate(whole).force(true); // what follows is the torn end of a write
        }
    }

    /** Those of earlier boots. */
    public List<String> lines() {
        return found;
    }

    public void append(String line) throws IOException {
        Files.writeString(file, checksum(line) + " " + line + "\n", StandardCharsets.ISO_8859_1, StandardOpenOption.APPEND,
                StandardOpenOption.DSYNC);
    }

    private static String checksum(String line) {
        CRC32 sum = new CRC32();
        sum.update(line.getBytes(StandardCharsets.ISO_8859_1));
        return Long.toHexString(sum.getValue());
    }
}
