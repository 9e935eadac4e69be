package apps.net;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.SocketTimeoutException;
import java.util.TreeSet;

/** A node that tells the others of itself by a multicast and is answered by each in a datagram of its own. */
public final class Gossip {
    private static final int PORT = 7400;

    private Gossip() {}

    public static void main(String[] args) throws Exception {
        int nodes = Integer.parseInt(args[0]);
        String self = InetAddress.getLocalHost().getHostName();
        InetSocketAddress group = new InetSocketAddress("239.1.2.3", PORT);
        NetworkInterface netif = NetworkInterface.getByName("eth0");
        try (MulticastSocket socket = new MulticastSocket(PORT); DatagramSocket asking = new DatagramSocket()) {
            socket.joinGroup(group, netif);
            Thread answering = new Thread(() -> answer(socket, self));
            answering.setDaemon(true);
            answering.start();
            asking.setSoTimeout(50);
            TreeSet<String> heard = new TreeSet<>();
            for (int round = 0; heard.size() < nodes && round < 100; round++) {
                asking.send(new DatagramPacket(self.getBytes(), self.length(), group));
                try {
                    while (heard.size() < nodes) {
                        DatagramPacket answer = new DatagramPacket(new byte[100], 100);
                        asking.receive(answer);
                        heard.add(new String(answer.getData(), 0, answer.getLength()) + " at " + answer.getAddress());
                    }
                } catch (SocketTimeoutException e) {
                    Thread.sleep(10);
                }
            }
            System.out.println(self + " heard of " + heard);
            Thread.sleep(1000); // others may still ask
        }
    }

    private static void answer(MulticastSocket socket, String self) {
        try {
            while (true) {
                DatagramPacket question = new DatagramPacket(new byte[100], 100);
                socket.receive(question);
                socket.send(new DatagramPacket(self.getBytes(), self.length(), question.getSocketAddress()));
            }
        } catch (Exception e) {
            if (!socket.isClosed()) {
                throw new IllegalStateException(e);
            }
        }
    }
}
