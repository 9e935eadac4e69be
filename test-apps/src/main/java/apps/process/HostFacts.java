package apps.process;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.ThreadMXBean;
import com.sun.nio.sctp.SctpChannel;
import com.sun.security.auth.module.UnixSystem;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import javax.print.PrintServiceLookup;
import javax.smartcardio.TerminalFactory;
import javax.sound.sampled.AudioSystem;
import sun.misc.Unsafe;

/** Prints what the JDK's native methods would tell of the machine and the JVM's past, and how it refuses what would leave the process. */
@SuppressWarnings("removal")
public final class HostFacts {
    private HostFacts() {}

    public static void main(String[] args) throws Exception {
        System.out.println("environment of a child " + new TreeSet<>(new ProcessBuilder("none").environment().keySet()));
        standardStreams();
        reflection();
        jvm();
        memory();
        UnixSystem user = new UnixSystem();
        System.out.println("user " + user.getUsername() + " " + user.getUid() + " " + user.getGid() + " " + Arrays.toString(user.getGroups()));
        devices();
    }

    private static void standardStreams() throws Exception {
        ByteBuffer buffer = ByteBuffer.allocate(8);
        FileInputStream in = new FileInputStream(FileDescriptor.in);
        System.out.println("standard input " + in.getChannel().read(buffer) + " " + in.getChannel().size() + " " + in.available());
        new FileOutputStream(FileDescriptor.out).getChannel().write(new ByteBuffer[] {text("by "), text("channel\n")});
        System.setIn(new ByteArrayInputStream("of the program".getBytes(StandardCharsets.UTF_8)));
        System.out.println("line " + IO.readln());
    }

    private static ByteBuffer text(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /** In the JVM constructors are sorted with the methods, by the addresses of names. */
    @SuppressWarnings("unused")
    private static final class Shape {
        Shape(int a, int b, int c) {}

        void third() {}

        Shape(int a) {}

        void first() {}

        Shape(int a, int b, int c, int d) {}

        Shape() {}

        void second() {}

        Shape(int a, int b) {}

        void fourth() {}
    }

    private static void reflection() {
        StringBuilder parameters = new StringBuilder();
        for (Constructor<?> constructor : Shape.class.getDeclaredConstructors()) {
            parameters.append(' ').append(constructor.getParameterCount());
        }
        System.out.println("constructors" + parameters);
        long ofTheSimulation = Arrays.stream(Package.getPackages()).filter(p -> p.getName().startsWith("dev.moonsim")).count();
        System.out.println("packages " + Package.getPackages().length + " " + ofTheSimulation + " "
                + (ClassLoader.getPlatformClassLoader().getDefinedPackage("java.sql") != null));
    }

    private static void jvm() {
        HotSpotDiagnosticMXBean diagnostic = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        for (String option : new String[] {"UseCompressedOops", "MaxHeapSize", "UseZGC"}) {
            System.out.println(option + " " + diagnostic.getVMOption(option).getValue());
        }
        attempt("option", () -> diagnostic.getVMOption("ConcGCThreads"));
        attempt("set", () -> {
            diagnostic.setVMOption("HeapDumpOnOutOfMemoryError", "true");
            return null;
        });
        attempt("threads", () -> {
            diagnostic.dumpThreads("/tmp/threads", HotSpotDiagnosticMXBean.ThreadDumpFormat.JSON);
            return null;
        });
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        System.out.println("times " + Arrays.toString(threads.getThreadCpuTime(new long[] {Thread.currentThread().threadId(), 1, 10, 11, 12}))
                + " " + threads.isThreadAllocatedMemoryEnabled());
        threads.setThreadAllocatedMemoryEnabled(false); // for this process, not for a later one
    }

    private static void memory() throws Exception {
        StringBuilder room = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            room.append(' ').append(ByteBuffer.allocateDirect(1000 + 100 * i).alignedSlice(64).capacity());
        }
        System.out.println("aligned" + room);
        StringBuilder offsets = new StringBuilder();
        for (int capacity = 3; capacity < 100_000; capacity *= 7) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(capacity);
            offsets.append(' ').append(buffer.alignmentOffset(0, 1 << 16)).append(' ').append(buffer.alignmentOffset(5, 4))
                    .append(' ').append(buffer.slice(2, 1).alignmentOffset(0, 256));
        }
        System.out.println("offsets" + offsets);
        Field field = Unsafe.class.getDeclaredField("theUnsafe");
        field.setAccessible(true);
        Unsafe unsafe = (Unsafe) field.get(null);
        long sum = 0;
        for (int i = 0; i < 200; i++) {
            long address = unsafe.allocateMemory(100 + i);
            for (int at = 0; at < 100 + i; at++) {
                sum += Math.abs(unsafe.getByte(address + at));
                unsafe.putByte(address + at, (byte) i);
            }
            unsafe.freeMemory(address);
        }
        double[] load = new double[3];
        System.out.println("allocated " + sum + ", pages of " + unsafe.pageSize() + ", load " + unsafe.getLoadAverage(load, 3) + " "
                + Arrays.toString(load));
    }

    private static void devices() throws Exception {
        BufferedImage image = new BufferedImage(20, 20, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.fillOval(2, 2, 15, 15);
        System.out.println("display " + !GraphicsEnvironment.isHeadless() + " " + Arrays.hashCode(image.getRGB(0, 0, 20, 20, null, 0, 20)));
        attempt("fonts", () -> GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames());
        attempt("text", () -> {
            graphics.drawString("text", 1, 10);
            return null;
        });
        System.out.println("printers " + PrintServiceLookup.lookupPrintServices(null, null).length + ", mixers "
                + AudioSystem.getMixerInfo().length);
        attempt("sctp", SctpChannel::open);
        attempt("cards", () -> TerminalFactory.getInstance("PC/SC", null));
        Provider tokens = Security.getProvider("SunPKCS11");
        Path library = Files.writeString(Path.of("/tmp/libtokens.so"), "of the program");
        attempt("tokens", () -> tokens.configure("--name=x\nlibrary=" + library));
    }

    private static void attempt(String what, Callable<?> call) {
        try {
            System.out.println(what + ": not refused, " + call.call());
        } catch (Exception e) {
            System.out.println(what + ": " + (e.getCause() == null ? e : e.getCause()));
        }
    }
}
