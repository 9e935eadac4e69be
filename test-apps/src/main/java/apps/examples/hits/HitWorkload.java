package apps.examples.hits;

import dev.moonsim.api.Workload;
import dev.moonsim.api.WorkloadContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Hits the server for as long as faults go on; a count that has been answered must never be forgotten. */
public final class HitWorkload implements Workload {
    private String server;
    private long answered;

    @Override
    public void setup(WorkloadContext context) throws IOException {
        server = context.nodes().getFirst().ip();
        hit();
    }

    @Override
    public void run(WorkloadContext context) throws InterruptedException {
        while (!context.isDone()) {
            try {
                hit();
                Thread.sleep(context.random().nextInt(300));
            } catch (IOException e) {
                Thread.sleep(100);
            }
        }
    }

    @Override
    public void check(WorkloadContext context) throws IOException {
        hit();
    }

    private void hit() throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(server, HitServer.PORT), 1000);
            socket.setSoTimeout(1000);
            socket.getOutputStream().write("hit\n".getBytes());
            String answer = new BufferedReader(new InputStreamReader(socket.getInputStream())).readLine();
            if (answer == null) {
                throw new IOException("no answer");
            }
            long hits = Long.parseLong(answer);
            if (hits <= answered) {
                throw new IllegalStateException("lost hits: " + answered + " were answered, now there are " + hits);
            }
            answered = hits;
        }
    }
}
