package apps.examples.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * A map behind a socket: {@code put KEY VALUE}, {@code get KEY}, {@code delete KEY}, one line each. What it answers for is in
 * its log; with argument {@code forgetful}, deletions are not.
 */
public final class StoreServer {
    public static final int PORT = 7200;
    private static final Path LOG = Path.of("/var/lib/store.log");

    private StoreServer() {}

    public static void main(String[] args) throws IOException {
        boolean forgetful = args.length > 0 && args[0].equals("forgetful");
        Map<String, String> values = new HashMap<>();
        try (FileChannel log = FileChannel.open(LOG, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileChannel directory = FileChannel.open(LOG.getParent())) {
            directory.force(true); // else the file itself could be lost
            String lines = Files.readString(LOG, StandardCharsets.ISO_8859_1);
            int end = lines.lastIndexOf('\n') + 1;
            log.truncate(end).force(true); // what follows is the torn end of a write
            lines.substring(0, end).lines().forEach(line -> apply(values, line.split(" ")));
        }
        try (ServerSocket server = new ServerSocket(PORT)) {
            while (true) {
                try (Socket socket = server.accept()) {
                    BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream()));
                    for (String line = in.readLine(); line != null; line = in.readLine()) {
                        String[] words = line.split(" ");
                        if (!words[0].equals("get") && !(forgetful && words[0].equals("delete"))) {
                            Files.writeString(LOG, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND,
                                    StandardOpenOption.DSYNC);
                        }
                        String answer = apply(values, words);
                        socket.getOutputStream().write((answer + "\n").getBytes(StandardCharsets.UTF_8));
                    }
                } catch (IOException e) {
                    // the client is gone
                }
            }
        }
    }

    private static String apply(Map<String, String> values, String[] words) {
        switch (words[0]) {
            case "put" -> values.put(words[1], words[2]);
            case "delete" -> values.remove(words[1]);
            default -> { }
        }
        return values.getOrDefault(words[1], "none");
    }
}
