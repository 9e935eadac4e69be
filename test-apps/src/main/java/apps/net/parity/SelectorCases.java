package apps.net.parity;

import apps.parity.Cases;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** {@code Selector} and {@code SelectionKey}. */
final class SelectorCases extends Cases {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @Override
    protected void run() throws Exception {
        selectors();
        keys();
        readiness();
        waits();
    }

    private static SocketChannel[] pair() throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open().bind(new InetSocketAddress(LOOPBACK, 0))) {
            SocketChannel client = SocketChannel.open(server.getLocalAddress());
            SocketChannel accepted = server.accept();
            client.configureBlocking(false);
            accepted.configureBlocking(false);
            return keep(new SocketChannel[] {client, accepted});
        }
    }

    private static Pipe pipe() throws IOException {
        Pipe pipe = keep(Pipe.open());
        pipe.source().configureBlocking(false);
        return pipe;
    }

    private static ByteBuffer one() {
        return ByteBuffer.allocate(1);
    }

    private void selectors() {
        of("new", () -> {
            try (Selector s = Selector.open()) {
                return s.isOpen() + " " + s.keys() + " " + s.selectedKeys() + " " + s.selectNow() + " "
                        + (s.provider() == SocketChannel.open().provider());
            }
        });
        of("closed", () -> {
            Selector s = Selector.open();
            s.close();
            s.close();
            return s.isOpen();
        });
        of("closed, select", () -> {
            Selector s = Selector.open();
            s.close();
            return s.select();
        });
        of("closed, keys", () -> {
            Selector s = Selector.open();
            s.close();
            return s.keys();
        });
        of("closed, selected keys", () -> {
            Selector s = Selector.open();
            s.close();
            return s.selectedKeys();
        });
        of("closed, wakeup", () -> {
            Selector s = Selector.open();
            s.close();
            return s.wakeup() == s;
        });
        of("closed, keys are invalid", () -> {
            Selector s = Selector.open();
            SelectionKey key = pipe().source().register(s, SelectionKey.OP_READ);
            s.close();
            return key.isValid();
        });
        of("negative time", () -> Selector.open().select(-1));
        of("time passes", () -> Selector.open().select(10));
        of("keys cannot be removed", () -> {
            Selector s = Selector.open();
            pipe().source().register(s, SelectionKey.OP_READ);
            s.keys().clear();
            return "cleared";
        });
        of("selected keys cannot be added", () -> {
            Selector s = Selector.open();
            return s.selectedKeys().add(pipe().source().register(s, SelectionKey.OP_READ));
        });
        of("woken before", () -> Selector.open().wakeup().select());
        of("woken twice is woken once", () -> Selector.open().wakeup().wakeup().select() + " " + Selector.open().select(5));
    }

    private void keys() {
        of("key", () -> {
            Selector s = Selector.open();
            Pipe pipe = pipe();
            Object attachment = "mine";
            SelectionKey key = pipe.source().register(s, SelectionKey.OP_READ, attachment);
            return key.isValid() + " " + key.interestOps() + " " + key.readyOps() + " " + (key.channel() == pipe.source()) + " "
                    + (key.selector() == s) + " " + key.attachment() + " " + key.attach("new") + " " + key.attachment() + " "
                    + pipe.source().isRegistered() + " " + (pipe.source().keyFor(s) == key) + " " + s.keys().size();
        });
        of("registered again", () -> {
            Selector s = Selector.open();
            SocketChannel c = pair()[0];
            SelectionKey key = c.register(s, SelectionKey.OP_READ);
            return (c.register(s, SelectionKey.OP_WRITE) == key) + " " + key.interestOps();
        });
        of("interest", () -> {
            SelectionKey key = pair()[0].register(Selector.open(), 0);
            key.interestOps(SelectionKey.OP_READ);
            int or = key.interestOpsOr(SelectionKey.OP_WRITE);
            int and = key.interestOpsAnd(~SelectionKey.OP_READ);
            return or + " " + and + " " + key.interestOps();
        });
        of("interest that is not valid", () -> pair()[0].register(Selector.open(), 0).interestOps(SelectionKey.OP_ACCEPT));
        of("registered for what is not valid", () -> pair()[0].register(Selector.open(), SelectionKey.OP_ACCEPT));
        of("registered while it blocks", () -> SocketChannel.open().register(Selector.open(), SelectionKey.OP_READ));
        of("blocking while registered", () -> {
            SocketChannel c = pair()[0];
            c.register(Selector.open(), SelectionKey.OP_READ);
            return c.configureBlocking(true);
        });
        of("registered when closed", () -> {
            SocketChannel c = pair()[0];
            c.close();
            return c.register(Selector.open(), SelectionKey.OP_READ);
        });
        of("registered with closed", () -> {
            Selector s = Selector.open();
            s.close();
            return pair()[0].register(s, SelectionKey.OP_READ);
        });
        of("cancelled", () -> {
            Selector s = Selector.open();
            SocketChannel c = pair()[0];
            SelectionKey key = c.register(s, SelectionKey.OP_READ);
            key.cancel();
            String before = key.isValid() + " " + s.keys().size() + " " + c.isRegistered();
            s.selectNow();
            return before + " " + s.keys().size() + " " + c.isRegistered();
        });
        of("cancelled, interest", () -> {
            SelectionKey key = pair()[0].register(Selector.open(), SelectionKey.OP_READ);
            key.cancel();
            return key.interestOps();
        });
        of("cancelled, ready", () -> {
            SelectionKey key = pair()[0].register(Selector.open(), SelectionKey.OP_READ);
            key.cancel();
            return key.isReadable();
        });
        of("cancelled, registered again at once", () -> {
            Selector s = Selector.open();
            SocketChannel c = pair()[0];
            c.register(s, SelectionKey.OP_READ).cancel();
            return c.register(s, SelectionKey.OP_READ);
        });
        of("closed channel leaves", () -> {
            Selector s = Selector.open();
            SocketChannel c = pair()[0];
            SelectionKey key = c.register(s, SelectionKey.OP_READ);
            c.close();
            int before = s.keys().size();
            s.selectNow();
            return key.isValid() + " " + before + " " + s.keys().size();
        });
    }

    private void readiness() {
        of("readable", () -> {
            Selector s = Selector.open();
            Pipe pipe = pipe();
            SelectionKey key = pipe.source().register(s, SelectionKey.OP_READ);
            int before = s.selectNow();
            pipe.sink().write(one());
            int n = s.select();
            return before + " " + n + " " + s.selectedKeys().size() + " " + key.isReadable() + " " + key.isWritable() + " "
                    + key.isConnectable() + " " + key.isAcceptable() + " " + key.readyOps();
        });
        of("still selected", () -> {
            Selector s = Selector.open();
            Pipe pipe = pipe();
            pipe.source().register(s, SelectionKey.OP_READ);
            pipe.sink().write(one());
            return s.select() + " " + s.selectNow() + " " + s.selectedKeys().size();
        });
        of("removed and selected again", () -> {
            Selector s = Selector.open();
            Pipe pipe = pipe();
            pipe.source().register(s, SelectionKey.OP_READ);
            pipe.sink().write(one());
            s.select();
            s.selectedKeys().clear();
            int again = s.select();
            s.selectedKeys().clear();
            pipe.source().read(one());
            return again + " " + s.selectNow();
        });
        of("writable", () -> {
            Selector s = Selector.open();
            SelectionKey key = pair()[0].register(s, SelectionKey.OP_WRITE | SelectionKey.OP_READ);
            return s.select() + " " + key.readyOps();
        });
        of("acceptable and connectable", () -> {
            Selector s = Selector.open();
            ServerSocketChannel server = keep(ServerSocketChannel.open().bind(new InetSocketAddress(LOOPBACK, 0)));
            server.configureBlocking(false);
            SelectionKey accept = server.register(s, SelectionKey.OP_ACCEPT);
            SocketChannel c = SocketChannel.open();
            c.configureBlocking(false);
            c.connect(server.getLocalAddress());
            while (!accept.isAcceptable()) {
                s.select(100);
            }
            Selector t = Selector.open();
            SelectionKey connect = c.register(t, SelectionKey.OP_CONNECT);
            int n = t.select(1000);
            return n + " " + connect.isConnectable() + " " + c.finishConnect() + " " + (server.accept() != null);
        });
        of("refused is connectable", () -> {
            ServerSocketChannel server = ServerSocketChannel.open().bind(new InetSocketAddress(LOOPBACK, 0));
            var address = server.getLocalAddress();
            server.close();
            SocketChannel c = SocketChannel.open();
            c.configureBlocking(false);
            Selector s = Selector.open();
            SelectionKey key = c.register(s, SelectionKey.OP_CONNECT);
            c.connect(address);
            s.select(1000);
            return key.isConnectable() + " " + c.finishConnect();
        });
        of("end is readable", () -> {
            Selector s = Selector.open();
            SocketChannel[] p = pair();
            SelectionKey key = p[0].register(s, SelectionKey.OP_READ);
            p[1].close();
            return s.select(1000) + " " + key.isReadable() + " " + p[0].read(one());
        });
        of("no interest", () -> {
            Selector s = Selector.open();
            Pipe pipe = pipe();
            pipe.source().register(s, 0);
            pipe.sink().write(one());
            return s.select(10);
        });
        of("action", () -> {
            Selector s = Selector.open();
            Pipe pipe = pipe();
            pipe.source().register(s, SelectionKey.OP_READ, "name");
            pipe.sink().write(one());
            List<Object> seen = new ArrayList<>();
            int n = s.select(k -> seen.add(k.attachment()));
            return n + " " + seen + " " + s.selectedKeys() + " " + s.selectNow(k -> seen.add(k.isReadable())) + " "
                    + s.select(k -> seen.add("again"), 10) + " " + seen;
        });
        of("action of null", () -> Selector.open().select(null));
        of("action that throws", () -> {
            Selector s = Selector.open();
            Pipe pipe = pipe();
            pipe.source().register(s, SelectionKey.OP_READ);
            pipe.sink().write(one());
            return s.select(k -> {
                throw new IllegalStateException("in the action");
            });
        });
        of("two selectors", () -> {
            Selector s = Selector.open();
            Selector t = Selector.open();
            Pipe pipe = pipe();
            pipe.source().register(s, SelectionKey.OP_READ);
            pipe.source().register(t, SelectionKey.OP_READ);
            pipe.sink().write(one());
            return s.select() + " " + t.select();
        });
    }

    private void waits() {
        for (boolean virtual : new boolean[] {false, true}) {
            String who = virtual ? ", virtual thread" : ", platform thread";
            of("woken" + who, () -> {
                Selector s = Selector.open();
                return during(virtual, s::select, t -> s.wakeup());
            });
            of("interrupted" + who, () -> {
                Selector s = Selector.open();
                return during(virtual, s::select, Thread::interrupt) + " " + s.isOpen();
            });
            of("closed while it selects" + who, () -> {
                Selector s = Selector.open();
                return during(virtual, s::select, t -> s.close());
            });
            of("channel closed while it selects" + who, () -> {
                Selector s = Selector.open();
                SocketChannel c = pair()[0];
                c.register(s, SelectionKey.OP_READ);
                return during(virtual, () -> s.select(300), t -> c.close());
            });
            of("interest changed while it selects" + who, () -> {
                Selector s = Selector.open();
                SelectionKey key = pair()[0].register(s, SelectionKey.OP_READ);
                return during(virtual, () -> s.select(300), t -> {
                    key.interestOps(SelectionKey.OP_WRITE);
                    s.wakeup();
                });
            });
        }
    }
}
