package apps.disk.parity;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.CompletionHandler;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** {@code AsynchronousFileChannel}. */
final class AsynchronousFileCases extends FileCases {
    AsynchronousFileCases() throws IOException {}

    private interface Use {
        Object of(AsynchronousFileChannel channel) throws Exception;
    }

    private void with(String name, String content, Use use) {
        of(name, () -> {
            try (AsynchronousFileChannel channel = AsynchronousFileChannel.open(file(content), READ, WRITE)) {
                return use.of(channel);
            }
        });
    }

    private static final class Done<T> implements CompletionHandler<T, String> {
        private final CompletableFuture<String> result = new CompletableFuture<>();

        @Override
        public void completed(T value, String attachment) {
            result.complete((value instanceof FileLock lock ? "lock " + lock.isShared() + lock.size() : value) + " " + attachment + " "
                    + Thread.currentThread().isDaemon());
        }

        @Override
        public void failed(Throwable t, String attachment) {
            result.complete(outcome(t) + " " + attachment);
        }

        String result() throws Exception {
            return result.get(5, TimeUnit.SECONDS);
        }
    }

    @Override
    void all() {
        data();
        locks();
        rest();
    }

    private void data() {
        with("read", "abcdef", c -> {
            ByteBuffer b = ByteBuffer.allocate(4);
            return c.read(b, 1).get() + text(b) + c.read(b.clear(), 6).get() + " " + c.read(ByteBuffer.allocate(0), 0).get();
        });
        with("read by a handler", "abcdef", c -> {
            Done<Integer> done = new Done<>();
            ByteBuffer b = ByteBuffer.allocateDirect(3);
            c.read(b, 2, "with", done);
            return done.result() + text(b);
        });
        with("read at the end by a handler", "abc", c -> {
            Done<Integer> done = new Done<>();
            c.read(ByteBuffer.allocate(1), 3, "at the end", done);
            return done.result();
        });
        with("read at a negative position", "abc", c -> c.read(ByteBuffer.allocate(1), -1));
        with("read into a read-only buffer", "abc", c -> c.read(ByteBuffer.allocate(1).asReadOnlyBuffer(), 0));
        with("read without a handler", "abc", c -> {
            c.read(ByteBuffer.allocate(1), 0, null, null);
            return "read";
        });
        with("write", "abc", c -> c.write(bytes("XY"), 2).get() + " " + c.size());
        with("write by a handler", "abc", c -> {
            Done<Integer> done = new Done<>();
            c.write(bytes("XY"), 10, "written", done);
            return done.result() + " " + c.size();
        });
        with("write nothing", "abc", c -> c.write(bytes(""), 1).get() + " " + c.size());
        with("write at a negative position", "abc", c -> c.write(bytes("x"), -1));
        of("write for reading", () -> {
            try (AsynchronousFileChannel c = AsynchronousFileChannel.open(file("abc"), READ)) {
                return c.write(bytes("x"), 0);
            }
        });
        of("read for writing", () -> {
            try (AsynchronousFileChannel c = AsynchronousFileChannel.open(file("abc"), WRITE)) {
                return c.read(ByteBuffer.allocate(1), 0);
            }
        });
        with("truncate", "abcdef", c -> c.truncate(2).size() + " " + c.truncate(5).size());
        with("truncate to a negative size", "abc", c -> c.truncate(-1));
        of("truncate for reading", () -> {
            try (AsynchronousFileChannel c = AsynchronousFileChannel.open(file("abc"), READ)) {
                return c.truncate(0);
            }
        });
        with("force", "abc", c -> {
            c.write(bytes("x"), 0).get();
            c.force(false);
            c.force(true);
            return c.isOpen();
        });
        with("many at once", "", c -> {
            CompletableFuture<?>[] all = new CompletableFuture<?>[20];
            for (int i = 0; i < all.length; i++) {
                Done<Integer> done = new Done<>();
                all[i] = done.result;
                c.write(bytes("x" + i % 10), i * 2, "", done);
            }
            CompletableFuture.allOf(all).get(5, TimeUnit.SECONDS);
            ByteBuffer b = ByteBuffer.allocate(100);
            return c.read(b, 0).get() + text(b);
        });
    }

    private void locks() {
        with("lock", "abc", c -> {
            FileLock lock = c.lock().get();
            String held = lock.isValid() + " " + lock.isShared() + " " + lock.size() + " " + (lock.acquiredBy() == c) + " " + lock.channel();
            lock.release();
            return held + " " + lock.isValid();
        });
        with("lock a part", "abc", c -> c.lock(1, 2, true).get().isShared());
        with("lock by a handler", "abc", c -> {
            Done<FileLock> done = new Done<>();
            c.lock("all", done);
            return done.result();
        });
        with("lock a part by a handler", "abc", c -> {
            Done<FileLock> done = new Done<>();
            c.lock(0, 5, false, "part", done);
            return done.result();
        });
        with("try lock", "abc", c -> c.tryLock().isValid());
        with("try lock a part", "abc", c -> c.tryLock(0, 5, true).isShared());
        with("lock twice", "abc", c -> {
            c.lock().get();
            return c.lock();
        });
        with("try lock twice", "abc", c -> {
            c.tryLock();
            return c.tryLock();
        });
        of("shared lock for writing", () -> {
            try (AsynchronousFileChannel c = AsynchronousFileChannel.open(file("abc"), WRITE)) {
                return c.lock(0, 1, true);
            }
        });
        of("lock for reading", () -> {
            try (AsynchronousFileChannel c = AsynchronousFileChannel.open(file("abc"), READ)) {
                return c.lock();
            }
        });
        with("lock a negative part", "abc", c -> c.lock(-1, 1, false));
    }

    private void rest() {
        of("open nothing", () -> AsynchronousFileChannel.open(none(), READ));
        of("open again as new", () -> AsynchronousFileChannel.open(file("x"), CREATE_NEW, WRITE));
        of("open to append", () -> AsynchronousFileChannel.open(file("x"), StandardOpenOption.APPEND));
        of("open a directory", () -> AsynchronousFileChannel.open(folder(), WRITE));
        of("open without options", () -> {
            try (AsynchronousFileChannel c = AsynchronousFileChannel.open(file("abc"))) {
                return c.size();
            }
        });
        of("delete on close", () -> {
            Path path = none();
            try (AsynchronousFileChannel c = AsynchronousFileChannel.open(path, CREATE, WRITE, DELETE_ON_CLOSE)) {
                c.write(bytes("x"), 0).get();
            }
            return Files.exists(path);
        });
        of("with an executor", () -> {
            ExecutorService executor = Executors.newFixedThreadPool(2);
            try (AsynchronousFileChannel c = AsynchronousFileChannel.open(none(), Set.of(CREATE, READ, WRITE), executor)) {
                Done<Integer> done = new Done<>();
                c.write(bytes("abc"), 0, "executor", done);
                return done.result();
            } finally {
                executor.shutdown();
            }
        });
        of("with a stopped executor", () -> {
            ExecutorService executor = Executors.newFixedThreadPool(1);
            executor.shutdown();
            try (AsynchronousFileChannel c = AsynchronousFileChannel.open(none(), Set.of(CREATE, WRITE), executor)) {
                return c.write(bytes("abc"), 0).getClass().getName().isEmpty();
            } catch (RuntimeException e) {
                return e.getClass().getName();
            }
        });
        closed("read", c -> c.read(ByteBuffer.allocate(1), 0).get());
        closed("read by a handler", c -> {
            Done<Integer> done = new Done<>();
            c.read(ByteBuffer.allocate(1), 0, "closed", done);
            return done.result();
        });
        closed("write", c -> c.write(bytes("x"), 0).get());
        closed("size", AsynchronousFileChannel::size);
        closed("truncate", c -> c.truncate(0));
        closed("force", c -> {
            c.force(true);
            return "";
        });
        closed("lock", c -> c.lock().get());
        closed("try lock", AsynchronousFileChannel::tryLock);
        closed("open", AsynchronousFileChannel::isOpen);
    }

    private void closed(String name, Use use) {
        of("closed, " + name, () -> {
            AsynchronousFileChannel c = AsynchronousFileChannel.open(file("abc"), READ, WRITE);
            c.close();
            c.close();
            return use.of(c);
        });
    }
}
