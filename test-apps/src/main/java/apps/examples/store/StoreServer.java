package apps.examples.store;

import apps.examples.LineLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A map behind a socket: {@code NUMBER put KEY VALUE}, {@code NUMBER get KEY}, {@code NUMBER delete KEY}, one line each; its one
 * client numbers them upwards. What it answers for is in its log; with argument {@code forgetful}, deletions are not.
 */
public final class StoreServer {
    public static final int PORT = 7200;

    private StoreServer() {}

    public static void main(String[] args) throws IOException {
        boolean forgetful = args.length > 0 && args[0].equals("forgetful");
        Map<String, String> values = new HashMap<>();
        LineLog log = new LineLog(Path.of("/var/lib/store.log"));
        log.lines().forEach(line -> apply(values, line.split(" ")));
        long newest = -1;
        try (ServerSocket server = new ServerSocket(PORT)) {
            while (true) {
                try (Socket socket = server.accept()) {
                    BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream()));
                    for (String line = in.readLine(); line != null; line = in.readLine()) {
                        int space = line.indexOf(' ');
                        long number = Long.parseLong(line.substring(0, space));
                        if (number <= newest) {
                            break; // its client gave it up and went on: a connection can be accepted after a later one
                        }
                        newest = number;
                        String request = line.substring(space + 1);
                        String[] words = request.split(" ");
                        if (!words[0].equals("get") && !(forgetful && words[0].equals("delete"))) {
                            log.append(request);
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
