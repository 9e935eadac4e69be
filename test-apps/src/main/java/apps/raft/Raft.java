package apps.raft;

import apps.raft.Message.Answer;
import apps.raft.Message.Append;
import apps.raft.Message.Reply;
import apps.raft.Message.State;
import apps.raft.Message.Vote;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * The protocol of one node: Ongaro and Ousterhout, <i>In Search of an Understandable Consensus Algorithm</i>, 2014, sections
 * 5.1 to 5.4 and 8. Its monitor guards everything; whoever waits for something waits on it. An I/O error of the disk ends the
 * process.
 */
final class Raft {
    static final int HEARTBEAT_MILLIS = 100;
    private static final int ELECTION_MILLIS = 400;
    private static final int SPREAD_MILLIS = 400;
    private static final int ANSWER_MILLIS = 800;
    /** Entries in one message. */
    private static final int BATCH = 1;

    private enum Role { FOLLOWER, CANDIDATE, LEADER }

    private final int id;
    private final int size;
    private final Storage storage;
    private final Machine machine = new Machine();
    private final Random random = new Random();
    /** Reads by lease in place of a round of confirmation; nodes that hear from a leader then refuse to vote. */
    private final boolean leases = Bug.LEASE_BY_WALL_CLOCK.planted() || System.getProperty("raft.reads", "").equals("lease");

    private Role role = Role.FOLLOWER;
    private int leader = -1;
    private long commit;
    private long applied;
    private long heard = System.nanoTime();
    private long deadline;
    private boolean[] asked;
    private boolean[] answered;
    private boolean[] granted;
    private long[] next;
    private long[] match;
    /** Rounds of confirmation: the last one begun, and the last one each node has answered; lease times go with them. */
    private long round;
    private long[] sentRound;
    private long[] confirmed;
    private long[] leaseFrom;
    private long[] sentAt;

    Raft(int id, int size, Storage storage) {
        this.id = id;
        this.size = size;
        this.storage = storage;
        restartTimer();
    }

    // ---- elections

    /** Called now and then; begins an election when no leader was heard of for too long. Returns when to call again. */
    synchronized long tick() throws IOException {
        if (role == Role.LEADER) {
            return HEARTBEAT_MILLIS;
        }
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left > 0) {
            return left;
        }
        storage.setTerm(storage.term() + 1, id);
        role = Role.CANDIDATE;
        leader = -1;
        asked = new boolean[size];
        answered = new boolean[size];
        granted = new boolean[size];
        answered[id] = true;
        granted[id] = true;
        restartTimer();
        notifyAll();
        return 1;
    }

    private void restartTimer() {
        deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ELECTION_MILLIS + random.nextInt(SPREAD_MILLIS));
    }

    synchronized Reply vote(Vote request) throws IOException {
        if (leases && (role == Role.LEADER || System.nanoTime() - heard < TimeUnit.MILLISECONDS.toNanos(ELECTION_MILLIS))) {
            return new Reply(storage.term(), false, 0);
        }
        adopt(request.term());
        long lastTerm = storage.termAt(storage.lastIndex());
        boolean upToDate = request.lastTerm() > lastTerm
                || request.lastTerm() == lastTerm && request.lastIndex() >= storage.lastIndex();
        boolean free = storage.vote() == -1 || storage.vote() == request.candidate();
        if (request.term() < storage.term() || !free || !upToDate && !Bug.VOTES_FOR_ANYONE.planted()) {
            return new Reply(storage.term(), false, 0);
        }
        storage.setTerm(storage.term(), request.candidate());
        restartTimer();
        return new Reply(storage.term(), true, 0);
    }

    /** A higher term ends whatever this node was. */
    private void adopt(long term) throws IOException {
        if (term > storage.term()) {
            storage.setTerm(term, -1);
            follow(-1);
        }
    }

    private void follow(int newLeader) {
        if (role == Role.LEADER) {
            restartTimer();
        }
        role = Role.FOLLOWER;
        leader = newLeader;
        notifyAll();
    }

    synchronized void voteReply(int peer, Vote request, Reply reply) throws IOException {
        adopt(reply.term());
        if (role != Role.CANDIDATE || request.term() != storage.term()) {
            return;
        }
        answered[peer] = true;
        granted[peer] = reply.success();
        int of = Bug.MAJORITY_OF_ANSWERS.planted() ? count(answered) : size;
        if (count(granted) > of / 2) {
            lead();
        }
    }

    private void lead() throws IOException {
        System.out.println("leader of term " + storage.term());
        role = Role.LEADER;
        leader = id;
        next = new long[size];
        Arrays.fill(next, storage.lastIndex() + 1);
        match = new long[size];
        sentRound = new long[size];
        confirmed = new long[size];
        leaseFrom = new long[size];
        sentAt = new long[size];
        Arrays.fill(sentAt, System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(HEARTBEAT_MILLIS));
        Arrays.fill(leaseFrom, Long.MIN_VALUE / 2);
        round++;
        append(new Entry(storage.term(), Command.nothing(id)));
    }

    // ---- replication, the leader's side

    private long append(Entry entry) throws IOException {
        long index = storage.lastIndex() + 1;
        storage.put(index, List.of(entry));
        match[id] = index;
        advance();
        notifyAll();
        return index;
    }

    /** The next message for a node; waits until there is one. */
    synchronized Message next(int peer) throws InterruptedException {
        while (true) {
            if (role == Role.CANDIDATE && !asked[peer]) {
                asked[peer] = true;
                long last = storage.lastIndex();
                return new Vote(storage.term(), id, last, storage.termAt(last));
            }
            if (role != Role.LEADER) {
                wait();
                continue;
            }
            long rest = HEARTBEAT_MILLIS - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sentAt[peer]);
            if (rest <= 0 || sentRound[peer] < round || next[peer] <= storage.lastIndex()) {
                sentAt[peer] = System.nanoTime();
                sentRound[peer] = round;
                long previous = next[peer] - 1;
                List<Entry> entries = storage.entries(next[peer], BATCH);
                return new Append(storage.term(), id, previous, storage.termAt(previous), entries, commit, round);
            }
            wait(rest);
        }
    }

    /** The message did not get through, or its answer did not. */
    synchronized void lost(int peer, Message message) {
        if (message instanceof Vote vote && role == Role.CANDIDATE && vote.term() == storage.term()) {
            asked[peer] = false;
        }
    }

    synchronized void appendReply(int peer, Append request, Reply reply, long sentNanos, long sentWall) throws IOException {
        adopt(reply.term());
        if (role != Role.LEADER || request.term() != storage.term()) {
            return;
        }
        confirmed[peer] = Math.max(confirmed[peer], request.round());
        leaseFrom[peer] = Bug.LEASE_BY_WALL_CLOCK.planted() ? TimeUnit.MILLISECONDS.toNanos(sentWall) : sentNanos;
        if (reply.success()) {
            match[peer] = Math.max(match[peer], reply.index());
            next[peer] = match[peer] + 1;
            advance();
        } else {
            next[peer] = Math.max(match[peer] + 1, Math.min(next[peer] - 1, reply.index() + 1));
        }
        notifyAll();
    }

    /** Commits what a majority has, if it is of this term, and with it all before. */
    private void advance() {
        long[] sorted = match.clone();
        Arrays.sort(sorted);
        long majority = sorted[(size - 1) / 2];
        if (majority > commit && (storage.termAt(majority) == storage.term() || Bug.COMMITS_OLD_TERM.planted())) {
            commit = majority;
            apply();
        }
    }

    private void apply() {
        while (applied < commit) {
            machine.apply(storage.entry(++applied));
            notifyAll();
        }
    }

    // ---- replication, the follower's side

    synchronized Reply append(Append request) throws IOException {
        adopt(request.term());
        if (request.term() < storage.term() && !Bug.ACCEPTS_OLD_LEADER.planted()) {
            return new Reply(storage.term(), false, 0);
        }
        if (role == Role.CANDIDATE || leader != request.leader()) {
            follow(request.leader());
        }
        heard = System.nanoTime();
        restartTimer();
        long previous = request.previous();
        if (Bug.COMMIT_AHEAD.planted()) {
            commit = Math.max(commit, Math.min(request.commit(), storage.lastIndex()));
            apply();
        }
        if (previous > storage.lastIndex()) {
            return new Reply(storage.term(), false, storage.lastIndex());
        }
        if (storage.termAt(previous) != request.previousTerm() && !Bug.SKIPS_PREVIOUS_CHECK.planted()) {
            return new Reply(storage.term(), false, Math.max(commit, previous - 1));
        }
        List<Entry> entries = request.entries();
        int known = 0;
        while (known < entries.size() && previous + known < storage.lastIndex()
                && (storage.termAt(previous + known + 1) == entries.get(known).term() || Bug.KEEPS_CONFLICT.planted())) {
            known++;
        }
        storage.put(previous + known + 1, entries.subList(known, entries.size()));
        long last = previous + entries.size();
        commit = Math.max(commit, Math.min(request.commit(), last));
        apply();
        return new Reply(storage.term(), true, last);
    }

    // ---- clients

    /** Answers a request; waits for a majority first. */
    synchronized Answer client(Command command) throws IOException, InterruptedException {
        if (role != Role.LEADER) {
            return new Answer(false, "", leader);
        }
        long term = storage.term();
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ANSWER_MILLIS);
        if (command.operation() == Command.GET) {
            return read(command, term, until);
        }
        long index = append(new Entry(term, command));
        if (Bug.ANSWERS_BEFORE_COMMIT.planted() && command.operation() == Command.PUT) {
            return new Answer(true, "true", id);
        }
        while (applied < index && role == Role.LEADER && storage.term() == term && await(until)) {
            // until it is applied, or somebody else leads
        }
        String answer = applied >= index ? machine.answer(command) : null;
        return answer == null ? new Answer(false, "", leader) : new Answer(true, answer, id);
    }

    private Answer read(Command command, long term, long until) throws InterruptedException {
        // What earlier leaders have committed is known only once an entry of this term is.
        while (storage.termAt(commit) != term && !Bug.READ_BEFORE_COMMIT.planted()) {
            if (role != Role.LEADER || storage.term() != term || !await(until)) {
                return new Answer(false, "", leader);
            }
        }
        if (!Bug.STALE_READ.planted() && !(leases && holdsLease())) {
            long mine = ++round;
            notifyAll();
            while (role == Role.LEADER && storage.term() == term && !isConfirmed(mine)) {
                if (!await(until)) {
                    return new Answer(false, "", leader);
                }
            }
        }
        if (role != Role.LEADER || storage.term() != term) {
            return new Answer(false, "", leader);
        }
        return new Answer(true, machine.read(command.key()), id);
    }

    private boolean isConfirmed(long mine) {
        int nodes = 1;
        for (int peer = 0; peer < size; peer++) {
            nodes += peer != id && confirmed[peer] >= mine ? 1 : 0;
        }
        return nodes > size / 2;
    }

    /** A majority was sent something, and has answered it, less than half of the shortest election timeout ago. */
    private boolean holdsLease() {
        long now = Bug.LEASE_BY_WALL_CLOCK.planted()
                ? TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) : System.nanoTime();
        int nodes = 1;
        for (int peer = 0; peer < size; peer++) {
            nodes += peer != id && now - leaseFrom[peer] < TimeUnit.MILLISECONDS.toNanos(ELECTION_MILLIS / 2) ? 1 : 0;
        }
        return nodes > size / 2;
    }

    private boolean await(long until) throws InterruptedException {
        long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        if (left <= 0) {
            return false;
        }
        wait(left);
        return true;
    }

    synchronized State state(int from) {
        return new State(storage.term(), role == Role.LEADER, commit, machine.hashesFrom(from));
    }

    private static int count(boolean[] flags) {
        int count = 0;
        for (boolean flag : flags) {
            count += flag ? 1 : 0;
        }
        return count;
    }
}
