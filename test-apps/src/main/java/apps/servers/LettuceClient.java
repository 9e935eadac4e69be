package apps.servers;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Lettuce, on Netty: synchronous and asynchronous commands of several threads, which share one connection that connects again by
 * itself. Arguments: the server, its port, requests, threads.
 */
public final class LettuceClient implements Requests.Client, Commands.Redis {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int FAILURES_OF_A_CONNECTION = 20;

    private final Shared shared;
    private StatefulRedisConnection<String, String> connection;

    private LettuceClient(Shared shared) {
        this.shared = shared;
        connection = shared.connection();
    }

    public static void main(String[] args) throws Exception {
        RedisClient client = RedisClient.create(RedisURI.builder().withHost(args[0]).withPort(Integer.parseInt(args[1]))
                .withTimeout(PATIENCE).build());
        client.setOptions(ClientOptions.builder().timeoutOptions(TimeoutOptions.enabled(PATIENCE))
                .socketOptions(SocketOptions.builder().connectTimeout(PATIENCE).build()).build());
        Shared shared = new Shared(client);
        Requests.run(Integer.parseInt(args[2]), Integer.parseInt(args[3]), () -> new LettuceClient(shared));
        client.shutdown();
    }

    @Override
    public void ask(int number, Random random) throws Exception {
        Commands.ask(this, number, random);
    }

    /** A request failed. */
    @Override
    public void close() {
        shared.failed();
    }

    @Override
    public String set(String key, String value) {
        return connection.sync().set(key, value);
    }

    @Override
    public String get(String key) throws Exception {
        return connection.async().get(key).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public String echo(String text) {
        return connection.sync().echo(text);
    }

    @Override
    public long putAll(String key, Map<String, String> fields) {
        return connection.sync().hset(key, fields);
    }

    @Override
    public Map<String, String> getAll(String key) {
        return connection.reactive().hgetall(key).collectMap(pair -> pair.getKey(), pair -> pair.getValue()).block(PATIENCE);
    }

    @Override
    public List<String> setAndGet(String key, String value) throws Exception {
        var set = connection.async().set(key, value);
        var get = connection.async().get(key);
        return List.of(set.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS), get.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
    }

    private static final class Shared {
        private final RedisClient client;
        private StatefulRedisConnection<String, String> connection;
        private int failures;

        Shared(RedisClient client) {
            this.client = client;
        }

        synchronized StatefulRedisConnection<String, String> connection() {
            if (connection == null) {
                connection = client.connect();
            }
            return connection;
        }

        synchronized void failed() {
            if (++failures % FAILURES_OF_A_CONNECTION == 0) {
                connection.closeAsync();
                connection = null;
            }
        }
    }
}
