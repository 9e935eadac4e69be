package apps.examples.roles;

import apps.examples.LineLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A list that one node leads and others copy. A node learns its role from its arguments: {@code leader FOLLOWERS} or
 * {@code follower LEADER}. Only the leader takes new elements; it answers when they are on its disk and one follower's. With
 * {@code careless} behind them, a follower takes elements too.
 */
public final class RoleNode {
    public static final int PORT = 7100;

    private RoleNode() {}

    public static void main(String[] args) throws IOException {
        boolean leads = args[0].equals("leader");
        List<String> others = List.of(args[1].split(","));
        boolean careless = args.length > 2 && args[2].equals("careless");
        LineLog log = new LineLog(Path.of("/var/lib/list"));
        List<String> elements = new ArrayList<>(log.lines());
        try (ServerSocket server = new ServerSocket(PORT)) {
            while (true) {
                try (Socket socket = server.accept()) {
                    socket.setSoTimeout(1000);
                    String line = new BufferedReader(new InputStreamReader(socket.getInputStream())).readLine();
                    if (line != null) {
                        String answer = answer(line, leads, careless, elements, log, others);
                        socket.getOutputStream().write((answer + "\n").getBytes(StandardCharsets.UTF_8));
                    }
                } catch (IOException e) {
                    // that one is gone
                }
            }
        }
    }

    private static String answer(String line, boolean leads, boolean careless, List<String> elements, LineLog log,
            List<String> others) throws IOException {
        if (line.equals("list")) {
            return String.join(",", elements);
        }
        String element = line.substring(line.indexOf(' ') + 1);
        if (line.startsWith("copy ")) {
            store(elements, log, element);
            return "ok";
        }
        if (!leads && !careless) {
            return "not the leader";
        }
        store(elements, log, element);
        int copies = 0;
        for (String other : leads ? others : List.<String>of()) {
            try {
                copies += ask(other, "copy " + element).equals("ok") ? 1 : 0;
            } catch (IOException e) {
                // it copies the next one
            }
        }
        return copies > 0 || !leads ? "ok" : "no follower";
    }

    private static void store(List<String> elements, LineLog log, String element) throws IOException {
        if (!elements.contains(element)) {
            log.append(element);
            elements.add(element);
        }
    }

    /** One question to one node. */
    public static String ask(String ip, String question) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(ip, PORT), 300);
            socket.setSoTimeout(1000);
            socket.getOutputStream().write((question + "\n").getBytes(StandardCharsets.UTF_8));
            String answer = new BufferedReader(new InputStreamReader(socket.getInputStream())).readLine();
            if (answer == null) {
                throw new IOException("no answer");
            }
            return answer;
        }
    }
}
