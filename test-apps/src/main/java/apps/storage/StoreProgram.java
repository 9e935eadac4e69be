package apps.storage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A small program on a storage library. What it has stored depends on nothing but the number of the last write, so all of it can be
 * compared: the last {@value #WINDOW} records, each with the content that its number has.
 *
 * <ul>
 * <li>{@code serve}: answers {@code last} and {@code write N}, a line each, on port {@value #PORT}
 * <li>{@code run N}: so many writes; each is printed once it is durable
 * <li>{@code check}: opens what is there, compares, writes once more, compares; the lines that {@code run} printed are its input
 * </ul>
 *
 * With {@code careless} behind it, it makes the mistake that its own comment names: it promises before the library has. With {@code
 * unprepared} behind it, it opens a store that is not there where it is to be, so that a power cut can leave one that was half made.
 */
abstract class StoreProgram {
    static final int PORT = 7300;
    private static final int WINDOW = 12;
    private static final Path DIRECTORY = Path.of("/var/lib/store");

    /** Opens the store, or makes a new one in the directory, which is there. */
    abstract Store open(Path directory, boolean careless) throws Exception;

    static void main(StoreProgram program, String[] args) throws Exception {
        boolean careless = Arrays.asList(args).contains("careless");
        if (Arrays.asList(args).contains("unprepared")) {
            createDirectory(DIRECTORY);
        } else {
            program.prepare(careless);
        }
        switch (args[0]) {
            case "serve" -> program.serve(careless);
            case "run" -> program.run(Integer.parseInt(args[1]), careless);
            case "check" -> program.check(careless);
            default -> throw new IllegalArgumentException(args[0] + ", want serve, run N or check");
        }
    }

    private void run(int writes, boolean careless) throws Exception {
        try (Store store = open(DIRECTORY, careless)) {
            for (int i = 0; i < writes; i++) {
                System.out.println("stored " + next(store));
            }
        }
    }

    private void check(boolean careless) throws Exception {
        List<String> promised = new String(System.in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        int least = promised.stream().mapToInt(line -> Integer.parseInt(line.substring("stored ".length()))).max().orElse(0);
        for (int open = 0; open < 2; open++) { // what was recovered is there the next time too
            try (Store store = open(DIRECTORY, careless)) {
                int last = verified(store);
                if (last < least) {
                    throw new IllegalStateException("write " + least + " was promised, the last one there is " + last);
                }
                least = next(store);
                verified(store);
            }
        }
    }

    private void serve(boolean careless) throws Exception {
        try (Store store = open(DIRECTORY, careless); ServerSocket server = new ServerSocket(PORT)) {
            System.out.println("open, last " + store.last());
            while (true) {
                try (Socket socket = server.accept()) {
                    BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream()));
                    for (String line = in.readLine(); line != null; line = in.readLine()) {
                        String answer = line.equals("last") ? Integer.toString(verified(store)) : Integer.toString(next(store));
                        socket.getOutputStream().write((answer + "\n").getBytes(StandardCharsets.UTF_8));
                    }
                } catch (IOException e) {
                    if (!(e instanceof java.net.SocketException)) {
                        throw e;
                    }
                    // the client is gone
                }
            }
        } catch (Exception | Error e) {
            // What the store has said no to may be there or not: as a database does, start again and recover.
            System.out.println("starting again: " + e);
            e.printStackTrace();
            Thread.sleep(100); // who reads this may cut the power: what a failed sync was to write is in the page cache yet, for the next process to find
            Runtime.getRuntime().halt(e instanceof IllegalStateException && e.getMessage().startsWith(BROKEN) ? 70 : 71);
        }
    }

    private static int next(Store store) throws Exception {
        int number = store.last() + 1;
        store.write(number, content(number), number - WINDOW);
        return number;
    }

    private static final String BROKEN = "the records are those of the last write";

    private static int verified(Store store) throws Exception {
        int last = store.last();
        SortedMap<Integer, String> expected = new TreeMap<>();
        for (int number = Math.max(1, last - WINDOW + 1); number <= last; number++) {
            expected.put(number, content(number));
        }
        SortedMap<Integer, String> records = store.records();
        if (!records.equals(expected)) {
            throw new IllegalStateException(BROKEN + ": last " + last + ", expected " + shape(expected) + ", was " + shape(records));
        }
        return last;
    }

    private static String shape(SortedMap<Integer, String> records) {
        StringBuilder text = new StringBuilder();
        records.forEach((number, content) -> text.append(number).append(content.equals(content(number)) ? " " : "(damaged) "));
        return "[" + text.toString().strip() + "]";
    }

    /** Mostly short, now and then of some pages. */
    static String content(int number) {
        Random random = new Random(number);
        byte[] letters = new byte[random.nextInt(8) == 0 ? random.nextInt(20_000) : 1 + random.nextInt(300)];
        for (int i = 0; i < letters.length; i++) {
            letters[i] = (byte) ('a' + random.nextInt(26));
        }
        return new String(letters, StandardCharsets.US_ASCII);
    }

    /** As an installer does: an empty store has its name only when it is whole and on the disk. */
    private void prepare(boolean careless) throws Exception {
        if (Files.exists(DIRECTORY)) {
            return;
        }
        Path incomplete = DIRECTORY.resolveSibling("incomplete");
        if (Files.exists(incomplete)) {
            for (Path path : below(incomplete).reversed()) {
                Files.delete(path);
            }
        }
        createDirectory(incomplete);
        open(incomplete, careless).close();
        for (Path path : below(incomplete)) {
            try (FileChannel channel = FileChannel.open(path)) {
                channel.force(true);
            }
        }
        Files.move(incomplete, DIRECTORY);
        syncDirectory(DIRECTORY.getParent());
    }

    /** The directory itself first. */
    private static List<Path> below(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.toList();
        }
    }

    private static void createDirectory(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (Path parent = directory; parent != null; parent = parent.getParent()) {
            syncDirectory(parent);
        }
    }

    static void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory)) {
            channel.force(true);
        }
    }
}
