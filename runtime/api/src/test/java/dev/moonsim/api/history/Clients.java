package dev.moonsim.api.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** Clients of a correct object, one after the other in a random order, each operation at one moment of its interval. */
final class Clients {
    private Clients() { }

    /**
     * @param lost of 1,000 operations, for how many the client gives up; they take effect late, or never
     */
    static <S, I> History<I, Object> run(Subjects.Subject<S, I> subject, Random random, int clients, int operations,
            int lost) {
        History<I, Object> history = new History<>();
        Function<I, Object> object = subject.object().get();
        List<Running<I>> running = new ArrayList<>();
        boolean[] busy = new boolean[clients];
        for (int invoked = 0; invoked < operations || !running.isEmpty(); ) {
            int client = random.nextInt(clients);
            if (invoked < operations && !busy[client]) {
                I input = subject.input().apply(random, client);
                running.add(new Running<>(client, input, history.invoke("c" + client, input)));
                busy[client] = true;
                invoked++;
            } else if (!running.isEmpty()) {
                Running<I> next = running.get(random.nextInt(running.size()));
                if (!next.lost && random.nextInt(1_000) < lost) {
                    next.lost = true;
                    busy[next.client] = false;
                    switch (random.nextInt(3)) {
                        case 0 -> next.call.unknown();
                        case 1 -> { }
                        default -> {
                            if (next.applied) {
                                next.call.unknown();
                            } else {
                                next.call.fail();
                                running.remove(next);
                            }
                        }
                    }
                } else if (!next.applied && !(next.lost && random.nextInt(4) == 0)) {
                    next.output = object.apply(next.input);
                    next.applied = true;
                } else {
                    if (!next.lost) {
                        next.call.complete(next.output);
                        busy[next.client] = false;
                    }
                    running.remove(next);
                }
            }
        }
        return history;
    }

    private static final class Running<I> {
        final int client;
        final I input;
        final History.Call<I, Object> call;
        boolean applied;
        boolean lost;
        Object output;

        Running(int client, I input, History.Call<I, Object> call) {
            this.client = client;
            this.input = input;
            this.call = call;
        }
    }
}
