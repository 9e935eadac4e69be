package apps.races.net;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import apps.races.Program.Part;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A server on the loopback address with a thread for each client; two deposits over TCP, one of which can be lost. */
public final class TcpRace {
    private final boolean fixed;
    private volatile int balance;

    private TcpRace(boolean fixed) {
        this.fixed = fixed;
    }

    private void serve(Socket client) throws IOException {
        try (client) {
            int amount = client.getInputStream().read();
            if (fixed) {
                synchronized (this) {
                    balance = balance + amount;
                }
            } else {
                balance = balance + amount;
            }
            client.getOutputStream().write(1);
        }
    }

    private static void deposit(int port, int amount) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(amount);
            check(socket.getInputStream().read() == 1, "no answer");
        }
    }

    public static void main(String[] args) throws Exception {
        TcpRace bank = new TcpRace(isFixed(args));
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            int port = server.getLocalPort();
            Part accept = () -> bank.serve(server.accept());
            together(accept, accept, () -> deposit(port, 1), () -> deposit(port, 2));
        }
        check(bank.balance == 3, "lost deposit: " + bank.balance);
    }
}
