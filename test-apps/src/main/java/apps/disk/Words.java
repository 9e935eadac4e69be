package apps.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Sleeps as many milliseconds as the files that it is given have words. */
public final class Words {
    private Words() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        for (String file : args) {
            Thread.sleep(Files.readString(Path.of(file)).split("\\s+").length);
        }
        System.out.println("read");
    }
}
