package apps.examples.store;

import dev.moonsim.api.Assert;
import dev.moonsim.api.Workload;
import dev.moonsim.api.WorkloadContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares the store with a model of it: for each key, the values that it may have. That is one, or two where an answer to a
 * change was lost.
 */
public final class StoreWorkload implements Workload {
    private static final int KEYS = 5;
    private final Map<String, Set<String>> model = new HashMap<>();
    private Socket socket;
    private BufferedReader in;
    private long requests;

    @Override
    public void run(WorkloadContext context) throws InterruptedException {
        List<String> operations = context.enabled("put", "get", "delete");
        for (int i = 0; !context.isDone(); i++) {
            String key = "k" + context.random().nextInt(KEYS);
            operation(context, operations.get(context.random().nextInt(operations.size())), key, "v" + i);
            Thread.sleep(context.random().nextInt(50));
        }
    }

    @Override
    public void check(WorkloadContext context) throws InterruptedException {
        for (int i = 0; i < KEYS; i++) {
            operation(context, "get", "k" + i, null);
        }
    }

    private void operation(WorkloadContext context, String operation, String key, String value) throws InterruptedException {
        Set<String> possible = model.getOrDefault(key, Set.of("none"));
        String wanted = operation.equals("put") ? value : "none";
        boolean changes = !operation.equals("get");
        try {
            String answer = ask(context, operation + " " + key + (operation.equals("put") ? " " + value : ""));
            if (changes) {
                model.put(key, Set.of(wanted));
            } else {
                Assert.always(possible.contains(answer), "a read matches the model",
                        Map.of("key", key, "read", answer, "possible", List.copyOf(possible)));
                Assert.sometimes(possible.size() > 1, "a read has settled whether a change was applied");
                model.put(key, Set.of(answer));
            }
        } catch (IOException e) {
            close();
            if (changes) {
                Set<String> either = new java.util.HashSet<>(possible);
                either.add(wanted);
                model.put(key, Set.copyOf(either));
                Assert.reachable("a change was left unanswered");
            }
            Thread.sleep(100);
        }
    }

    private String ask(WorkloadContext context, String line) throws IOException {
        if (socket == null) {
            socket = new Socket();
            socket.connect(new InetSocketAddress(context.nodes().getFirst().ip(), StoreServer.PORT), 300);
            socket.setSoTimeout(1000);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream()));
        }
        socket.getOutputStream().write((requests++ + " " + line + "\n").getBytes());
        String answer = in.readLine();
        if (answer == null) {
            throw new IOException("no answer");
        }
        return answer;
    }

    private void close() {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            // gone anyway
        }
        socket = null;
    }
}
