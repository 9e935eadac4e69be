package apps.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A service that keeps what it stores in a directory: adds a line to a file of it, and sleeps as many milliseconds as that has. */
public final class Notes {
    private Notes() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path file = Files.createDirectories(Path.of(args[0])).resolve("notes");
        Files.writeString(file, "note\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        int notes = Files.readAllLines(file).size();
        Thread.sleep(notes);
        System.out.println("notes: " + notes);
    }
}
