package dev.moonsim.net;

import dev.moonsim.jdk.ParkedSockets;
import dev.moonsim.sched.Lookahead;
import dev.moonsim.sched.ParkedTasks;
import dev.moonsim.sched.Task;
import dev.moonsim.sched.WaitQueue;

/** Reads what the arrival of segments will read, from the segments to the stacks of the tasks that wait for them. */
final class Arrivals implements Lookahead {
    private static final int LINE_BYTES = 64;
    /** A longer payload is read in order, and the processor sees that. */
    private static final int MOST_BYTES = 256;

    private final Segment[] segments;
    private final TcpEnd[] receivers;
    private final TcpStream[] streams;
    private final WaitQueue[] queues;
    private final Pollable.Watcher[] watchers;
    private final byte[][] targets;
    private final Object[] users;
    private final Task[] tasks;
    private final ParkedTasks parked;
    private final ParkedSockets sockets;
    /** Keeps the reads alive; the compiler leaves out what nobody uses. */
    private int read;

    /** @param most timers in a group */
    Arrivals(int most) {
        segments = new Segment[most];
        receivers = new TcpEnd[most];
        streams = new TcpStream[most];
        queues = new WaitQueue[most];
        watchers = new Pollable.Watcher[most];
        targets = new byte[most][];
        users = new Object[most];
        tasks = new Task[most];
        parked = new ParkedTasks(most);
        sockets = new ParkedSockets(most);
    }

    @Override
    public void touch(Object[] next, int count) {
        int ends = 0;
        int now = 0;
        for (int i = 0; i < count; i++) {
            if (next[i] instanceof Flow flow && flow.first() != null) {
                segments[ends] = flow.first();
                receivers[ends++] = flow.receiver();
                now += flow.touch();
            }
        }
        for (int i = 0; i < ends; i++) {
            streams[i] = receivers[i].stream;
            queues[i] = receivers[i].readers();
            watchers[i] = receivers[i].watcher();
            now += receivers[i].touch() + segments[i].touch();
        }
        int waiting = 0;
        int used = 0;
        int watched = 0;
        for (int i = 0; i < ends; i++) {
            now += streams[i].touch() + payload(segments[i]);
            Task task = queues[i] == null ? null : queues[i].first();
            if (task != null) {
                targets[waiting] = receivers[i].target();
                tasks[waiting++] = task;
                if (receivers[i].user() != null) {
                    users[used++] = receivers[i].user();
                }
            } else if (watchers[i] != null) {
                now += watchers[i].touch();
                watchers[watched++] = watchers[i];
            }
        }
        for (int i = 0; i < waiting; i++) {
            now += targets[i] == null ? 0 : bytes(targets[i], 0, targets[i].length);
        }
        for (int i = 0; i < ends; i++) {
            now += streams[i].touchNext() + receivers[i].host().touch();
        }
        for (int i = 0; i < watched; i++) {
            if (watchers[i].user() != null) {
                users[used++] = watchers[i].user();
            }
            Task task = watchers[i].waiting();
            if (task != null) {
                tasks[waiting++] = task;
            }
        }
        read = now + parked.touch(tasks, waiting) + sockets.touch(users, used);
    }

    private static int payload(Segment segment) {
        return segment.bytes == null ? 0 : bytes(segment.bytes, segment.offset, segment.end);
    }

    private static int bytes(byte[] bytes, int from, int end) {
        int sum = 0;
        for (int i = from; i < Math.min(end, from + MOST_BYTES); i += LINE_BYTES) {
            sum += bytes[i];
        }
        return sum;
    }
}
