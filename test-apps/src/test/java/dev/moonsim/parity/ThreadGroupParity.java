package dev.moonsim.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Every public method of {@code ThreadGroup}. */
@Covers(ThreadGroup.class)
class ThreadGroupParity {
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger interrupted = new AtomicInteger();

    private Thread start(ThreadGroup group, String name) {
        Thread thread = new Thread(group, () -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                interrupted.incrementAndGet();
            }
        }, name);
        thread.start();
        return thread;
    }

    @Test
    void tree() {
        ThreadGroup mine = Thread.currentThread().getThreadGroup();
        assertEquals("main", mine.getName());
        assertEquals("system", mine.getParent().getName());
        assertNull(mine.getParent().getParent());
        ThreadGroup parent = new ThreadGroup("parent");
        ThreadGroup child = new ThreadGroup(parent, "child");
        assertSame(mine, parent.getParent());
        assertSame(parent, child.getParent());
        assertTrue(parent.parentOf(child));
        assertTrue(parent.parentOf(parent));
        assertFalse(child.parentOf(parent));
        assertTrue(mine.parentOf(child));
        assertThrows(NullPointerException.class, () -> new ThreadGroup(null, "x"));
        assertEquals("java.lang.ThreadGroup[name=child,maxpri=10]", child.toString());
    }

    @Test
    void priorities() {
        ThreadGroup parent = new ThreadGroup("parent");
        ThreadGroup child = new ThreadGroup(parent, "child");
        assertEquals(10, child.getMaxPriority());
        parent.setMaxPriority(4);
        assertEquals(4, parent.getMaxPriority());
        assertEquals(4, child.getMaxPriority());
        child.setMaxPriority(8);
        assertEquals(4, child.getMaxPriority());
        parent.setMaxPriority(11);
        assertEquals(4, parent.getMaxPriority());
        assertEquals(4, new ThreadGroup(parent, "late").getMaxPriority());
    }

    @Test
    @SuppressWarnings({"deprecation", "removal"})
    void daemonAndWhatIsGone() {
        ThreadGroup group = new ThreadGroup("group");
        assertFalse(group.isDaemon());
        group.setDaemon(true);
        assertTrue(group.isDaemon());
        assertTrue(new ThreadGroup(group, "child").isDaemon());
        group.destroy();
        assertFalse(group.isDestroyed());
        group.checkAccess();
        for (String name : List.of("stop", "suspend", "resume", "allowThreadSuspension")) {
            assertThrows(NoSuchMethodException.class, () -> ThreadGroup.class.getMethod(name));
        }
    }

    @Test
    void countsAndLists() throws Exception {
        ThreadGroup top = new ThreadGroup("top");
        ThreadGroup below = new ThreadGroup(top, "below");
        ThreadGroup deep = new ThreadGroup(below, "deep");
        Thread first = start(top, "first");
        Thread second = start(below, "second");
        Thread third = start(deep, "third");
        Thread unstarted = new Thread(top, () -> {}, "unstarted");
        assertNotNull(unstarted);
        assertEquals(3, top.activeCount());
        assertEquals(2, below.activeCount());
        assertEquals(2, top.activeGroupCount());
        assertEquals(0, deep.activeGroupCount());
        Thread[] threads = new Thread[5];
        assertEquals(3, top.enumerate(threads));
        assertEquals(Set.of(first, second, third), Set.copyOf(Arrays.asList(threads).subList(0, 3)));
        Thread[] own = new Thread[5];
        assertEquals(1, top.enumerate(own, false));
        assertSame(first, own[0]);
        assertEquals(3, top.enumerate(own, true));
        assertEquals(1, top.enumerate(new Thread[1]));
        ThreadGroup[] groups = new ThreadGroup[5];
        assertEquals(2, top.enumerate(groups));
        assertEquals(List.of(below, deep), Arrays.asList(groups).subList(0, 2));
        assertEquals(1, top.enumerate(groups, false));
        end.countDown();
        first.join();
        second.join();
        third.join();
        assertEquals(0, top.activeCount());
        assertEquals(0, top.enumerate(threads));
    }

    @Test
    void interrupt() throws Exception {
        ThreadGroup top = new ThreadGroup("top");
        Thread first = start(top, "first");
        Thread second = start(new ThreadGroup(top, "below"), "second");
        Waits.waiting(first);
        Waits.waiting(second);
        top.interrupt();
        first.join();
        second.join();
        assertEquals(2, interrupted.get());
    }

    @Test
    void list() throws Exception {
        ThreadGroup top = new ThreadGroup("listed");
        Thread first = start(top, "first");
        Thread second = start(new ThreadGroup(top, "below"), "second");
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true));
        try {
            top.list();
        } finally {
            System.setOut(before);
        }
        assertEquals(List.of("java.lang.ThreadGroup[name=listed,maxpri=10]",
                "    Thread[#" + first.threadId() + ",first,5,listed]",
                "    java.lang.ThreadGroup[name=below,maxpri=10]",
                "        Thread[#" + second.threadId() + ",second,5,below]"), bytes.toString().lines().toList());
        end.countDown();
        first.join();
        second.join();
    }

    @Test
    void uncaughtException() throws Exception {
        StringBuffer seen = new StringBuffer();
        ThreadGroup parent = new ThreadGroup("parent") {
            @Override
            public void uncaughtException(Thread thread, Throwable thrown) {
                seen.append(thread.getName()).append(' ').append(thrown.getMessage());
            }
        };
        ThreadGroup child = new ThreadGroup(parent, "child");
        child.uncaughtException(Thread.currentThread(), new IllegalStateException("by hand"));
        assertEquals("main by hand", seen.toString());
        seen.setLength(0);
        Thread thread = new Thread(child, () -> {
            throw new IllegalStateException("by end");
        }, "t");
        thread.start();
        thread.join();
        assertEquals("t by end", seen.toString());
    }

    @Test
    void uncaughtIsPrintedWhereNobodyHandlesIt() {
        PrintStream before = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true));
        try {
            new ThreadGroup("plain").uncaughtException(new Thread("printed"), new IllegalStateException("x"));
        } finally {
            System.setErr(before);
        }
        assertEquals("Exception in thread \"printed\" java.lang.IllegalStateException: x",
                bytes.toString().lines().findFirst().orElseThrow());
    }
}
