package apps.threads;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Prints stack traces in all the ways there are; what it prints is the same with and without the simulation. */
public final class StackTraces {
    private StackTraces() {}

    private static void fail(int depth) {
        if (depth == 0) {
            throw new IllegalStateException("made");
        }
        fail(depth - 1);
    }

    private static void print(String what, StackTraceElement[] frames) {
        System.out.println(what);
        for (StackTraceElement frame : frames) {
            System.out.println("    " + frame + (frame.getClassLoaderName() == null ? "" : " of " + frame.getClassLoaderName()));
        }
    }

    private static void show(String where) {
        try {
            fail(1);
        } catch (IllegalStateException e) {
            System.out.println(where);
            new RuntimeException("around", e).printStackTrace(System.out);
        }
        print("own", Thread.currentThread().getStackTrace());
        StackWalker.getInstance().forEach(frame -> System.out.println("    walked " + frame));
        StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .forEach(frame -> System.out.println("    walked " + frame.getDeclaringClass()));
        print("caller", new Object() {
            StackTraceElement[] caller() {
                return StackWalker.getInstance().walk(frames -> frames.skip(1).limit(1)
                        .map(StackWalker.StackFrame::toStackTraceElement).toArray(StackTraceElement[]::new));
            }
        }.caller());
    }

    private static final class Own extends Thread {
        @Override
        public void run() {
            show("subclass");
            throw new IllegalStateException("nobody takes it");
        }
    }

    public static void main(String[] args) throws Exception {
        System.setErr(System.out);
        show("main");
        Thread platform = new Thread(() -> show("platform"));
        platform.start();
        platform.join();
        Thread own = new Own();
        own.setUncaughtExceptionHandler((thread, thrown) -> thrown.printStackTrace());
        own.start();
        own.join();
        Thread virtual = Thread.ofVirtual().start(() -> show("virtual"));
        virtual.join();
        try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
            pool.submit(() -> fail(2)).get();
        } catch (ExecutionException e) {
            e.printStackTrace();
        }
        try {
            CompletableFuture.runAsync(() -> fail(0)).join();
        } catch (RuntimeException e) {
            System.out.println(Arrays.toString(e.getCause().getStackTrace()));
        }
        try {
            platform.start();
        } catch (IllegalThreadStateException e) {
            StackTraceElement[] frames = e.getStackTrace();
            print("started twice", Arrays.copyOfRange(frames, frames.length - 1, frames.length));
        }
    }
}
