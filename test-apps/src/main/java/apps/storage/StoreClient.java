package apps.storage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * Writes to a {@link StoreProgram}, and after each loss of the connection asks what is there: each answered write, and of the others
 * the one that was under way or not. {@code HOST WRITES PAUSE}, the longest pause between two writes in milliseconds.
 */
public final class StoreClient {
    private final String host;
    private Socket socket;
    private BufferedReader in;
    private int answered;
    private int asked;
    private int checks;

    private StoreClient(String host) {
        this.host = host;
    }

    public static void main(String[] args) throws Exception {
        StoreClient client = new StoreClient(args[0]);
        int writes = Integer.parseInt(args[1]);
        int pause = Integer.parseInt(args[2]);
        Random random = new Random();
        while (client.answered < writes) {
            if (client.isConnected()) {
                client.write();
                Thread.sleep(random.nextInt(pause));
            }
        }
        client.disconnect();
        while (!client.isConnected()) {
            continue; // the last check
        }
        System.out.println("passed: " + client.answered + " writes, " + client.checks + " checks");
    }

    private void write() throws InterruptedException {
        try {
            int number = Math.max(answered, found) + 1;
            asked = Math.max(asked, number);
            String answer = ask("write");
            require(answer.equals(Integer.toString(number)), "write " + number + " was answered by " + answer);
            answered = number;
            found = number;
        } catch (IOException e) {
            disconnect();
        }
    }

    private int found;

    /** Connects where there is no connection, and compares. */
    private boolean isConnected() throws InterruptedException {
        if (socket != null) {
            return true;
        }
        try {
            socket = new Socket();
            socket.connect(new InetSocketAddress(host, StoreProgram.PORT), 500);
            socket.setSoTimeout(60_000);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream()));
            found = Integer.parseInt(ask("last"));
        } catch (IOException e) {
            disconnect();
            Thread.sleep(50);
            return false;
        }
        checks++;
        require(found >= answered, "write " + answered + " was answered, the last one there is " + found);
        require(found <= asked, "write " + found + " was not asked for, the last one was " + asked);
        return true;
    }

    private String ask(String line) throws IOException {
        socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        String answer = in.readLine();
        if (answer == null) {
            throw new IOException("no answer");
        }
        return answer;
    }

    private void disconnect() {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            // gone anyway
        }
        socket = null;
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }
}
