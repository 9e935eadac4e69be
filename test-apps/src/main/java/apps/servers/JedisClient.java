package apps.servers;

import java.util.List;
import java.util.Map;
import java.util.Random;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;

/** Jedis, a connection for each thread. Arguments: the server, its port, requests, threads. */
public final class JedisClient implements Requests.Client, Commands.Redis {
    private static final int PATIENCE_MILLIS = 2_000;

    private final Jedis jedis;

    private JedisClient(HostAndPort server) {
        jedis = new Jedis(server, DefaultJedisClientConfig.builder().timeoutMillis(PATIENCE_MILLIS).build());
    }

    public static void main(String[] args) throws Exception {
        HostAndPort server = new HostAndPort(args[0], Integer.parseInt(args[1]));
        Requests.run(Integer.parseInt(args[2]), Integer.parseInt(args[3]), () -> new JedisClient(server));
    }

    @Override
    public void ask(int number, Random random) throws Exception {
        Commands.ask(this, number, random);
    }

    @Override
    public void close() {
        jedis.close();
    }

    @Override
    public String set(String key, String value) {
        return jedis.set(key, value);
    }

    @Override
    public String get(String key) {
        return jedis.get(key);
    }

    @Override
    public String echo(String text) {
        return jedis.echo(text);
    }

    @Override
    public long putAll(String key, Map<String, String> fields) {
        return jedis.hset(key, fields);
    }

    @Override
    public Map<String, String> getAll(String key) {
        return jedis.hgetAll(key);
    }

    @Override
    public List<String> setAndGet(String key, String value) {
        try (Pipeline pipeline = jedis.pipelined()) {
            Response<String> set = pipeline.set(key, value);
            Response<String> get = pipeline.get(key);
            pipeline.sync();
            return List.of(set.get(), get.get());
        }
    }
}
