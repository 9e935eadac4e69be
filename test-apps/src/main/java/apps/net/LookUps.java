package apps.net;

import java.io.ByteArrayOutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** Asks the name server of {@code /etc/resolv.conf} by itself, as libraries with a resolver of their own do. */
public final class LookUps {
    private LookUps() {}

    /** Arguments: questions as {@code TYPE NAME}, the type a number. Prints each answer's code and data. */
    public static void main(String[] args) throws Exception {
        String server = Files.readString(Path.of("/etc/resolv.conf")).strip().split(" ")[1];
        System.out.print(Files.readString(Path.of("/etc/hostname")));
        System.out.print(Files.readString(Path.of("/etc/hosts")));
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(5_000);
            for (int i = 0; i + 1 < args.length; i += 2) {
                byte[] query = query(i, Integer.parseInt(args[i]), args[i + 1]);
                socket.send(new DatagramPacket(query, query.length, InetAddress.getByName(server), 53));
                DatagramPacket packet = new DatagramPacket(new byte[512], 512);
                socket.receive(packet);
                ByteBuffer answer = ByteBuffer.wrap(packet.getData(), 0, packet.getLength());
                if (answer.getShort() != i || answer.get(2) >= 0) {
                    throw new IllegalStateException("not the answer to question " + i);
                }
                String data = "";
                if (answer.getShort(6) == 1) {
                    answer.position(query.length + 10);
                    byte[] bytes = new byte[answer.getShort()];
                    answer.get(bytes);
                    data = " " + HexFormat.of().formatHex(bytes);
                }
                System.out.println(args[i] + " " + args[i + 1] + ": code " + (answer.get(3) & 15) + data);
            }
        }
    }

    private static byte[] query(int id, int type, String name) {
        ByteArrayOutputStream query = new ByteArrayOutputStream();
        query.writeBytes(new byte[] {0, (byte) id, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0});
        for (String label : name.split("\\.")) {
            query.write(label.length());
            query.writeBytes(label.getBytes());
        }
        query.writeBytes(new byte[] {0, 0, (byte) type, 0, 1});
        return query.toByteArray();
    }
}
