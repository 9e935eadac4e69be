package apps.raft;

import dev.moonsim.api.NodeInfo;
import dev.moonsim.api.Workload;
import dev.moonsim.api.WorkloadContext;
import dev.moonsim.api.history.History;
import dev.moonsim.api.history.KeyValueModel;
import dev.moonsim.api.history.KeyValueModel.Input;
import dev.moonsim.api.history.Linearizability;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Clients of the replicated map, each with its own source of chance, and one observer for each node. Judged are: that nodes agree
 * on what was applied at each place of the log, over all their boots (state machine safety); that no term has two leaders
 * (election safety); that all keys answer again once the faults are over (liveness); that the history of the clients is
 * linearizable. Requests that were not answered in time may have been done, or may be later.
 */
public final class RaftWorkload implements Workload {
    private static final int CLIENTS = 5;
    /** Of them, those that only read: they stay with a leader that answers, though others have replaced it. */
    private static final int READERS = 2;
    private static final int KEYS = 3;
    private static final int PAUSE_MILLIS = 120;
    private static final int REQUEST_MILLIS = 2_000;
    private static final int LIVENESS_MILLIS = 30_000;
    private static final int WATCH_MILLIS = 60;

    private final KeyValueModel<String, String> model = new KeyValueModel<>();
    private final History<Input<String, String>, Object> history = History.of(model);
    /** What was applied at each place of the log, by the first node that said so. */
    private final List<Long> hashes = new ArrayList<>();
    private final Map<Long, String> leaders = new HashMap<>();
    private volatile boolean done;
    private String violation;
    private List<String> addresses;

    @Override
    public void run(WorkloadContext context) throws Exception {
        addresses = context.nodes().stream().map(NodeInfo::ip).toList();
        List<Thread> threads = new ArrayList<>();
        for (NodeInfo node : context.nodes()) {
            threads.add(Thread.ofPlatform().name("watch-" + node.name()).start(() -> watch(node)));
        }
        List<Thread> clients = new ArrayList<>();
        for (int i = 1; i <= CLIENTS; i++) {
            int id = i;
            Random random = new Random(context.random().nextLong());
            clients.add(Thread.ofPlatform().name("client-" + i).start(() -> client(context, id, random)));
        }
        for (Thread client : clients) {
            client.join();
        }
        done = true;
        for (Thread thread : threads) {
            thread.join();
        }
        judge();
    }

    private void client(WorkloadContext context, int id, Random random) {
        RaftClient client = new RaftClient(id, addresses, random);
        try {
            String seen = "";
            for (int i = 0; !context.isDone() && !failed(); i++) {
                String key = "k" + random.nextInt(KEYS);
                String value = id + "." + i;
                int choice = id <= READERS ? 0 : random.nextInt(10);
                if (choice < 3) {
                    String read = get(client, id, key, REQUEST_MILLIS);
                    seen = read == null ? seen : read;
                } else if (choice < 8) {
                    change(client, id, KeyValueModel.put(key, value), Command.PUT, key, "", value);
                } else {
                    String expected = seen.isEmpty() ? null : seen;
                    change(client, id, KeyValueModel.compareAndSet(key, expected, value), Command.CAS, key, seen, value);
                }
                Thread.sleep(random.nextInt(PAUSE_MILLIS));
            }
        } catch (InterruptedException e) {
            fail("client " + id + " was interrupted");
        } finally {
            client.close();
        }
    }

    private String get(RaftClient client, int id, String key, int millis) throws InterruptedException {
        History.Call<?, Object> call = history.invoke(id, KeyValueModel.get(key));
        String value = client.call(Command.GET, key, "", "", millis);
        if (value == null) {
            call.unknown();
        } else {
            call.complete(value.isEmpty() ? null : value);
        }
        return value;
    }

    private void change(RaftClient client, int id, Input<String, String> input, byte operation, String key, String expected,
            String value) throws InterruptedException {
        History.Call<?, Object> call = history.invoke(id, input);
        String answer = client.call(operation, key, expected, value, REQUEST_MILLIS);
        if (answer == null) {
            call.unknown();
        } else {
            call.complete(answer.equals("true"));
        }
    }

    private void watch(NodeInfo node) {
        RaftServer.Connection connection = null;
        int known = 0;
        while (!done && !failed()) {
            try {
                if (connection == null) {
                    connection = new RaftServer.Connection(node.ip(), RaftServer.PORT, 100, 200);
                    known = 0; // it may have booted again
                }
                connection.send(new Message.Status(known));
                known += saw(node, known, Message.State.read(connection.in()));
            } catch (IOException e) {
                if (connection != null) {
                    connection.close();
                    connection = null;
                }
            }
            try {
                Thread.sleep(WATCH_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
        if (connection != null) {
            connection.close();
        }
    }

    private synchronized int saw(NodeInfo node, int from, Message.State state) {
        if (state.leader()) {
            String other = leaders.putIfAbsent(state.term(), node.name());
            if (other != null && !other.equals(node.name())) {
                fail("election safety: " + other + " and " + node.name() + " both lead term " + state.term());
            }
        }
        for (int i = 0; i < state.hashes().size(); i++) {
            int index = from + i;
            if (index == hashes.size()) {
                hashes.add(state.hashes().get(i));
            } else if (!hashes.get(index).equals(state.hashes().get(i))) {
                fail("state machine safety: " + node.name() + " has applied something else at " + (index + 1)
                        + " than was applied there before");
            }
        }
        return state.hashes().size();
    }

    @Override
    public void check(WorkloadContext context) throws Exception {
        RaftClient client = new RaftClient(CLIENTS + 1, addresses, new Random(context.random().nextLong()));
        for (int i = 0; i < KEYS; i++) {
            if (get(client, CLIENTS + 1, "k" + i, LIVENESS_MILLIS) == null) {
                fail("liveness: no answer for " + LIVENESS_MILLIS / 1000 + " s after the faults");
            }
        }
        client.close();
        judge();
        Linearizability.check(history, model).orThrow();
    }

    private synchronized void fail(String what) {
        violation = violation == null ? what : violation;
    }

    private synchronized boolean failed() {
        return violation != null;
    }

    private synchronized void judge() {
        if (violation != null) {
            throw new AssertionError(violation);
        }
    }
}
