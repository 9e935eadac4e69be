package apps.examples.echo;

import dev.moonsim.api.Assert;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Echoes lines. Asked to stop, it takes no more connections and ends when every line that it has read is echoed; with argument
 * {@code hasty}, it ends at once.
 */
public final class EchoServer {
    public static final int PORT = 7007;
    private final AtomicInteger read = new AtomicInteger();
    private final AtomicInteger echoed = new AtomicInteger();
    private final Set<Thread> workers = ConcurrentHashMap.newKeySet();
    private final boolean hasty;
    private volatile boolean stopping;

    private EchoServer(boolean hasty) {
        this.hasty = hasty;
    }

    public static void main(String[] args) throws IOException {
        new EchoServer(args.length > 0 && args[0].equals("hasty")).serve();
    }

    private void serve() throws IOException {
        ServerSocket server = new ServerSocket(PORT);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
        while (!stopping) {
            try {
                Socket client = server.accept();
                Thread worker = new Thread(() -> echo(client));
                workers.add(worker);
                worker.start();
            } catch (IOException e) {
                if (!stopping) {
                    throw e;
                }
            }
        }
    }

    private void echo(Socket client) {
        try (client) {
            BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream()));
            while (!stopping) {
                String line = in.readLine();
                if (line == null) {
                    return;
                }
                read.incrementAndGet();
                Thread.sleep(5); // it has to think
                echoed.incrementAndGet();
                client.getOutputStream().write((line + "\n").getBytes());
            }
        } catch (IOException | InterruptedException e) {
            // the client is gone
        } finally {
            workers.remove(Thread.currentThread());
        }
    }

    private void stop(ServerSocket server) {
        stopping = true;
        try {
            server.close();
            if (!hasty) {
                for (Thread worker : workers) {
                    worker.join(100); // one that waits for a line has nothing to finish
                }
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        Assert.always(read.get() == echoed.get(), "every line that was read is echoed before the end",
                Map.of("read", read.get(), "echoed", echoed.get()));
    }
}
