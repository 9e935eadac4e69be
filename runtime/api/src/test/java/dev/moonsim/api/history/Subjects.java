package dev.moonsim.api.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** The models, each with random operations, a real object that answers them, and random wrong answers. */
final class Subjects {
    private Subjects() { }

    /**
     * @param model  the model under test
     * @param input  a random input for a client
     * @param object makes the real object, from inputs to answers
     * @param output a random answer to an input, right or wrong
     */
    record Subject<S, I>(String name, Model<S, I, Object> model, BiFunction<Random, Integer, I> input,
            Supplier<Function<I, Object>> object, BiFunction<Random, I, Object> output) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Subject<?, ?>> all() {
        return List.of(register(4), keyValue(2, 3), counter(), queue(), boundedQueue(), lock(), fencedLock(), bag());
    }

    static Subject<?, ?> register(int values) {
        return new Subject<Integer, RegisterModel.Input<Integer>>("register", new RegisterModel<>(0),
                (random, client) -> switch (random.nextInt(4)) {
                    case 0 -> RegisterModel.write(random.nextInt(values));
                    case 1 -> RegisterModel.compareAndSet(random.nextInt(values), random.nextInt(values));
                    default -> RegisterModel.read();
                },
                () -> model(new RegisterModel<>(0), List.of(false, true), values),
                (random, input) -> input.toString().startsWith("cas") ? random.nextBoolean()
                        : (Object) random.nextInt(values));
    }

    /** Answers by asking the model what is legal: right by definition, for models of one legal answer. */
    private static <S, I> Function<I, Object> model(Model<S, I, Object> model, List<Object> more, int values) {
        List<Object> candidates = new ArrayList<>(more);
        for (int i = 0; i < values; i++) {
            candidates.add(i);
        }
        Object[] state = {model.initial()};
        return input -> {
            for (Object output : candidates) {
                try {
                    @SuppressWarnings("unchecked")
                    Collection<S> next = model.step((S) state[0], input, output);
                    if (!next.isEmpty()) {
                        state[0] = next.iterator().next();
                        return output;
                    }
                } catch (IllegalArgumentException notAnAnswer) {
                    continue;
                }
            }
            throw new AssertionError(input + " in " + state[0]);
        };
    }

    static Subject<?, ?> keyValue(int keys, int values) {
        return new Subject<String, KeyValueModel.Input<Integer, String>>("key-value", new KeyValueModel<>(),
                (random, client) -> {
                    int key = random.nextInt(keys);
                    String value = "v" + random.nextInt(values);
                    return switch (random.nextInt(8)) {
                        case 0, 1 -> KeyValueModel.put(key, value);
                        case 2 -> KeyValueModel.delete(key);
                        case 3 -> KeyValueModel.compareAndSet(key, random.nextBoolean() ? null : value,
                                "v" + random.nextInt(values));
                        case 4 -> values > 10 ? KeyValueModel.put(key, value) : KeyValueModel.append(key, "a");
                        default -> KeyValueModel.get(key);
                    };
                },
                MapObject::new,
                (random, input) -> input.toString().startsWith("cas") || input.toString().startsWith("delete")
                        ? random.nextBoolean()
                        : random.nextInt(3) == 0 ? null : "v" + random.nextInt(values));
    }

    /** Reads the operations from their text, so as to share nothing with the model. */
    private static final class MapObject implements Function<KeyValueModel.Input<Integer, String>, Object> {
        private final Map<String, String> map = new HashMap<>();

        @Override
        public Object apply(KeyValueModel.Input<Integer, String> input) {
            String[] words = input.toString().split("[(), ]+");
            String key = words[1];
            switch (words[0]) {
                case "get":
                    return map.get(key);
                case "put":
                    map.put(key, words[2]);
                    return null;
                case "append":
                    map.merge(key, words[2], String::concat);
                    return null;
                case "delete":
                    return map.remove(key) != null;
                default:
                    boolean set = Objects.equals(map.get(key), words[2].equals("null") ? null : words[2]);
                    if (set) {
                        map.put(key, words[3]);
                    }
                    return set;
            }
        }
    }

    static Subject<?, ?> counter() {
        return new Subject<Long, CounterModel.Input>("counter", new CounterModel(),
                (random, client) -> random.nextBoolean() ? CounterModel.get() : CounterModel.add(random.nextInt(3)),
                () -> {
                    long[] count = {0};
                    return input -> {
                        count[0] += input.delta();
                        return input.add() && count[0] % 2 == 0 ? null : (Object) count[0];
                    };
                },
                (random, input) -> (long) random.nextInt(5));
    }

    static Subject<?, ?> queue() {
        return queue("queue", new QueueModel<>(), Integer.MAX_VALUE);
    }

    static Subject<?, ?> boundedQueue() {
        return queue("bounded queue", new QueueModel<>(2), 2);
    }

    private static Subject<?, ?> queue(String name, QueueModel<Integer> model, int capacity) {
        return new Subject<QueueModel.Contents, QueueModel.Input<Integer>>(name, model,
                (random, client) -> random.nextInt(5) < 2
                        ? QueueModel.enqueue(random.nextInt(4)) : QueueModel.dequeue(),
                () -> {
                    ArrayDeque<Integer> queue = new ArrayDeque<>();
                    return input -> {
                        if (input.value() == null) {
                            return queue.poll();
                        }
                        return queue.size() < capacity && queue.add(input.value());
                    };
                },
                (random, input) -> input.value() != null ? random.nextInt(4) > 0
                        : random.nextInt(3) == 0 ? null : (Object) random.nextInt(4));
    }

    static Subject<?, ?> lock() {
        return new Subject<LockModel.Holder, LockModel.Input>("lock", new LockModel().reentrant(), Subjects::lockInput,
                () -> new LockObject(true, false), (random, input) -> random.nextInt(3) > 0);
    }

    static Subject<?, ?> fencedLock() {
        return new Subject<LockModel.Holder, LockModel.Input>("fenced lock", new LockModel().fenced(),
                Subjects::lockInput, () -> new LockObject(false, true),
                (random, input) -> !input.acquire() || random.nextInt(3) == 0 ? random.nextBoolean() && !input.acquire()
                        : (Object) (long) random.nextInt(5));
    }

    private static LockModel.Input lockInput(Random random, int client) {
        return random.nextBoolean() ? LockModel.acquire("c" + client) : LockModel.release("c" + client);
    }

    private static final class LockObject implements Function<LockModel.Input, Object> {
        private final boolean reentrant;
        private final boolean fenced;
        private Object owner;
        private int count;
        private long token;

        LockObject(boolean reentrant, boolean fenced) {
            this.reentrant = reentrant;
            this.fenced = fenced;
        }

        @Override
        public Object apply(LockModel.Input input) {
            boolean mine = input.owner().equals(owner);
            if (input.acquire()) {
                if (owner != null && !(mine && reentrant)) {
                    return false;
                }
                owner = input.owner();
                count++;
                token += 2;
                return fenced ? (Object) token : true;
            }
            if (mine && --count == 0) {
                owner = null;
            }
            return mine;
        }
    }

    /** An object that chooses: a bag that gives back any of its elements. */
    static Subject<?, ?> bag() {
        Model<Set<Integer>, Integer, Object> model = new Model<>() {
            @Override
            public Set<Integer> initial() {
                return Set.of();
            }

            @Override
            public Collection<Set<Integer>> step(Set<Integer> state, Integer input, Object output) {
                Set<Integer> next = new HashSet<>(state);
                if (input >= 0) {
                    next.add(input);
                    return List.of(next);
                }
                return output == null ? (state.isEmpty() ? List.of(next) : List.of())
                        : next.remove(output) ? List.of(next) : List.of();
            }

            @Override
            public Collection<Set<Integer>> stepUnknown(Set<Integer> state, Integer input) {
                if (input >= 0) {
                    return step(state, input, null);
                }
                return state.stream().sorted().flatMap(value -> step(state, input, value).stream()).toList();
            }
        };
        return new Subject<Set<Integer>, Integer>("bag", model,
                (random, client) -> random.nextBoolean() ? random.nextInt(3) : -1,
                () -> {
                    List<Integer> values = new ArrayList<>();
                    return input -> {
                        if (input < 0) {
                            return values.isEmpty() ? null : values.remove(values.size() / 2);
                        }
                        if (!values.contains(input)) {
                            values.add(input);
                        }
                        return true;
                    };
                },
                (random, input) -> random.nextInt(3) == 0 ? null : (Object) random.nextInt(3));
    }
}
