package apps.faults;

import dev.moonsim.api.Moonsim;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Says what it is about to do, does it, and rests: the last line before a crash tells what the crash came after. */
public final class Steps {
    private static final int REST_MILLIS = 50;

    private Steps() {}

    public static void main(String[] args) throws Exception {
        System.out.println("up");
        try (ServerSocket server = new ServerSocket(7000);
                Socket out = new Socket(InetAddress.getLoopbackAddress(), 7000);
                Socket in = server.accept();
                FileChannel file = FileChannel.open(Path.of("/var/lib/steps"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int i = 0; true; i++) {
                int n = i;
                step("write", () -> file.write(ByteBuffer.wrap(new byte[] {(byte) n})));
                step("sync", () -> file.force(true));
                step("send", () -> out.getOutputStream().write(n));
                step("state", () -> Moonsim.publish("step", n));
                in.getInputStream().read();
            }
        }
    }

    private interface Body {
        void run() throws IOException;
    }

    private static void step(String name, Body body) throws Exception {
        System.out.println("does " + name);
        body.run();
        Thread.sleep(REST_MILLIS);
    }
}
