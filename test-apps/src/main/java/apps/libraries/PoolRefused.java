package apps.libraries;

import static apps.libraries.Crew.check;
import static apps.libraries.Crew.equal;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericObjectPool;

/**
 * POOL-303 of Apache Commons Pool: a thread that asks for an object just while another thread's attempt to make the last
 * one fails waits for ever, although nothing is borrowed and nothing will be returned. In {@code GenericObjectPool.create}
 * up to release 2.4.2, the attempt counts as an object until it has failed, and nobody wakes who relied on it. Release 2.4.3
 * names the issue among its fixes.
 *
 * <p>Here a server refuses the first connection and takes the second. Each of two threads wants one use of a connection and
 * gives up when it is refused: one or both succeed, and every thread ends.
 */
public final class PoolRefused {
    private PoolRefused() {}

    /** Connects to a server that refuses once. */
    private static final class Connections extends BasePooledObjectFactory<Object> {
        private final AtomicInteger attempts = new AtomicInteger();

        @Override
        public Object create() throws IOException {
            if (attempts.incrementAndGet() == 1) {
                throw new IOException("refused");
            }
            return new Object();
        }

        @Override
        public PooledObject<Object> wrap(Object connection) {
            return new DefaultPooledObject<>(connection);
        }
    }

    public static void main(String[] args) throws Exception {
        AtomicInteger refused = new AtomicInteger();
        AtomicInteger used = new AtomicInteger();
        GenericObjectPool<Object> pool = new GenericObjectPool<>(new Connections());
        pool.setMaxTotal(1);
        Crew.run(2, number -> {
            try {
                Object connection = pool.borrowObject();
                used.incrementAndGet();
                pool.returnObject(connection);
            } catch (IOException e) {
                refused.incrementAndGet();
            }
        });
        pool.close();
        equal(1, refused.get(), "refused");
        equal(1, used.get(), "used");
        check(pool.isClosed(), "closed");
        System.out.println("passed");
    }
}
