package apps.examples.echo;

import dev.moonsim.api.Assert;
import dev.moonsim.api.Workload;
import dev.moonsim.api.WorkloadContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;

/** Wants its lines back, as they were; reconnects where the server stops. */
public final class EchoWorkload implements Workload {
    @Override
    public void run(WorkloadContext context) throws InterruptedException {
        int connections = 0;
        int lines = 0;
        while (!context.isDone()) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(context.nodes().getFirst().ip(), EchoServer.PORT), 500);
                socket.setSoTimeout(2000);
                BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream()));
                connections++;
                while (!context.isDone()) {
                    String line = "line " + lines++ + " of " + context.index();
                    socket.getOutputStream().write((line + "\n").getBytes());
                    String answer = in.readLine();
                    if (answer == null) {
                        break;
                    }
                    Assert.always(answer.equals(line), "a line comes back as it was", Map.of("sent", line, "got", answer));
                    Assert.sometimes(connections > 1, "a line was echoed after a restart");
                    Thread.sleep(context.random().nextInt(20));
                }
            } catch (IOException e) {
                Thread.sleep(100);
            }
        }
    }
}
