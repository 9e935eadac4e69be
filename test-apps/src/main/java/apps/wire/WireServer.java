package apps.wire;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;

/** Answers requests, a thread a connection; each takes a moment. Arguments: mistakes, of which {@code idle} is one of its own. */
public final class WireServer {
    private static final int IDLE_MILLIS = 5_000;
    private static final int WORK_MILLIS = 20;
    /** Connections at a time. */
    private static final int ROOM = 4;

    private final boolean forgetsIdle;
    private int served;

    private WireServer(boolean forgetsIdle) {
        this.forgetsIdle = forgetsIdle;
    }

    public static void main(String[] args) throws Exception {
        new WireServer(!Set.of(args).contains("idle")).run();
    }

    private void run() throws Exception {
        try (ServerSocket listener = new ServerSocket(Frames.PORT)) {
            while (true) {
                synchronized (this) {
                    while (served == ROOM) {
                        wait();
                    }
                    served++;
                }
                Socket socket = listener.accept();
                new Thread(() -> serve(socket), "serve-" + socket.getPort()).start();
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setSoTimeout(forgetsIdle ? IDLE_MILLIS : 0);
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            while (true) {
                Frames.Frame request = Frames.read(in, false, false);
                Thread.sleep(WORK_MILLIS);
                socket.getOutputStream().write(Frames.encode(request.request(), Frames.answer(request.payload())).array());
            }
        } catch (EOFException e) {
            // the client is done
        } catch (IOException e) {
            System.out.println("a connection ended: " + e.getMessage());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            synchronized (this) {
                served--;
                notifyAll();
            }
        }
    }
}
