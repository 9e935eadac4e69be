package apps.kv;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Reads and writes that a majority of the nodes took part in (the register of Attiya, Bar-Noy and Dolev, with one writer a
 * key that numbers its versions). Any two majorities share a node, so a read meets every write that was acknowledged
 * before it, as long as no node forgets what it has acknowledged.
 */
final class Register {
    private static final long MAJORITY_MILLIS = 600;

    private final Store store;
    private final Peers peers;
    private final int majority;

    Register(Store store, Peers peers) {
        this.store = store;
        this.peers = peers;
        this.majority = (peers.count() + 1) / 2 + 1;
    }

    /** Returns when a majority has stored the entry. */
    void write(Entry entry) throws IOException, InterruptedException {
        List<CompletableFuture<Void>> answers = new ArrayList<>();
        for (String peer : peers.worthAsking(majority - 1)) {
            answers.add(peers.put(peer, entry));
        }
        store.put(entry);
        await(answers);
    }

    /** The newest version that a majority knows, or null where no node of it has one. */
    Entry read(String key) throws IOException, InterruptedException {
        List<CompletableFuture<Entry>> answers = new ArrayList<>();
        for (String peer : peers.worthAsking(majority - 1)) {
            answers.add(peers.get(peer, key));
        }
        Entry local = store.get(key);
        List<Entry> known = new ArrayList<>(await(answers));
        known.add(local == null ? new Entry(key, 0, "") : local);
        Entry newest = known.getFirst();
        boolean agreed = true;
        for (Entry entry : known) {
            agreed &= entry.version() == newest.version();
            if (entry.version() > newest.version()) {
                newest = entry;
            }
        }
        if (newest.version() == 0) {
            return null;
        }
        if (!agreed) {
            write(newest); // so that no later read finds an older one
        }
        return newest;
    }

    /** The first answers, as many as make a majority with this node. */
    private <T> List<T> await(List<CompletableFuture<T>> answers) throws IOException, InterruptedException {
        BlockingQueue<CompletableFuture<T>> done = new ArrayBlockingQueue<>(Math.max(1, answers.size()));
        for (CompletableFuture<T> answer : answers) {
            answer.whenComplete((value, failure) -> done.add(answer));
        }
        List<T> values = new ArrayList<>();
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MAJORITY_MILLIS);
        int pending = answers.size();
        while (values.size() < majority - 1) {
            CompletableFuture<T> answer =
                    pending == 0 ? null : done.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (answer == null) {
                throw new IOException("only " + (values.size() + 1) + " of " + majority + " nodes answered");
            }
            pending--;
            if (!answer.isCompletedExceptionally()) {
                values.add(answer.join());
            }
        }
        return values;
    }
}
