package apps.servers;

import com.github.fppt.jedismock.RedisServer;

/** A Redis server in Java, from a library that is meant for tests. Arguments: a port. */
public final class MockRedis {
    private MockRedis() {}

    public static void main(String[] args) throws Exception {
        RedisServer.newRedisServer(Integer.parseInt(args[0])).start();
        Thread.currentThread().join(); // keeps the server running
    }
}
