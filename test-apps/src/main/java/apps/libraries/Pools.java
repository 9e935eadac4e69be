package apps.libraries;

import static apps.libraries.Crew.check;
import static apps.libraries.Crew.equal;

import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.pool2.BaseKeyedPooledObjectFactory;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericKeyedObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPool;

/** Apache Commons Pool: more threads than objects, with JMX, eviction, validation, keys. */
public final class Pools {
    private static final int THREADS = 4;

    private Pools() {}

    /** What is pooled: used by one thread at a time. */
    private static final class Connection {
        final String key;
        Thread user;
        int uses;

        Connection(String key) {
            this.key = key;
        }

        void use() throws InterruptedException {
            check(user == null, "used by two threads");
            user = Thread.currentThread();
            uses++;
            Thread.sleep(uses % 3);
            check(user == Thread.currentThread(), "used by another thread");
            user = null;
        }
    }

    /** Makes connections and counts those that live. */
    private static final class Connections extends BasePooledObjectFactory<Connection> {
        final AtomicInteger alive = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();

        @Override
        public Connection create() throws Exception {
            Thread.sleep(1);
            most.accumulateAndGet(alive.incrementAndGet(), Math::max);
            return new Connection("");
        }

        @Override
        public PooledObject<Connection> wrap(Connection connection) {
            return new DefaultPooledObject<>(connection);
        }

        @Override
        public boolean validateObject(PooledObject<Connection> pooled) {
            return pooled.getObject().uses < 5;
        }

        @Override
        public void destroyObject(PooledObject<Connection> pooled) {
            alive.decrementAndGet();
        }
    }

    public static void main(String[] args) throws Exception {
        shared();
        timesOut();
        keyed();
        System.out.println("passed");
    }

    private static void shared() throws Exception {
        Connections factory = new Connections();
        AtomicInteger used = new AtomicInteger();
        try (GenericObjectPool<Connection> pool = new GenericObjectPool<>(factory)) {
            pool.setMaxTotal(2);
            pool.setTestOnBorrow(true);
            pool.setDurationBetweenEvictionRuns(Duration.ofMillis(3));
            pool.setTestWhileIdle(true);
            Crew.run(THREADS, number -> {
                for (int i = 0; i < 10; i++) {
                    Connection connection;
                    try {
                        connection = pool.borrowObject();
                    } catch (NoSuchElementException e) {
                        i--; // no longer valid
                        continue;
                    }
                    connection.use();
                    used.incrementAndGet();
                    if (i % 4 == 3) {
                        pool.invalidateObject(connection);
                    } else {
                        pool.returnObject(connection);
                    }
                }
            });
            equal(0, pool.getNumActive(), "objects still borrowed");
            check(pool.getNumIdle() <= 2, "idle objects: " + pool.getNumIdle());
        }
        equal(40, used.get(), "uses");
        check(factory.most.get() <= 2, "most alive at a time: " + factory.most);
        equal(0, factory.alive.get(), "alive after the pool was closed");
    }

    private static void timesOut() throws Exception {
        try (GenericObjectPool<Connection> pool = new GenericObjectPool<>(new Connections())) {
            pool.setMaxTotal(1);
            Connection connection = pool.borrowObject();
            Crew.run(2, number -> {
                long start = System.nanoTime();
                try {
                    pool.borrowObject(Duration.ofSeconds(2));
                    throw new IllegalStateException("an object that another thread has");
                } catch (NoSuchElementException e) {
                    check(System.nanoTime() - start >= 2_000_000_000L, "two seconds have passed");
                }
            });
            pool.returnObject(connection);
        }
    }

    private static void keyed() throws Exception {
        AtomicInteger alive = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        GenericKeyedObjectPool<String, Connection> pool = new GenericKeyedObjectPool<>(new BaseKeyedPooledObjectFactory<>() {
            @Override
            public Connection create(String key) {
                most.accumulateAndGet(alive.incrementAndGet(), Math::max);
                return new Connection(key);
            }

            @Override
            public PooledObject<Connection> wrap(Connection connection) {
                return new DefaultPooledObject<>(connection);
            }

            @Override
            public void destroyObject(String key, PooledObject<Connection> pooled) {
                alive.decrementAndGet();
            }
        });
        pool.setMaxTotal(3);
        pool.setMaxTotalPerKey(2);
        pool.setBlockWhenExhausted(true);
        Crew.run(THREADS, number -> {
            for (int i = 0; i < 10; i++) {
                String key = "key " + (number + i) % 3;
                Connection connection = pool.borrowObject(key);
                equal(key, connection.key, "key of the object");
                connection.use();
                pool.returnObject(key, connection);
            }
        });
        check(most.get() <= 3, "most alive at a time: " + most);
        pool.close();
        equal(0, alive.get(), "alive after the pool was closed");
    }
}
