package apps.disk.parity;

import apps.parity.Cases;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Cases in a directory of their own, which the transcript calls DIR. Each name of a file is used by one case only. */
abstract class FileCases extends Cases {
    private final Path directory;
    private int names;
    private int namesOfCase;

    FileCases() throws IOException {
        directory = Files.createTempDirectory("cases").toRealPath();
    }

    abstract void all() throws Exception;

    @Override
    protected final void run() throws Exception {
        try {
            all();
        } finally {
            remove(directory.toFile());
        }
    }

    private static void remove(File file) throws IOException {
        if (file.isDirectory() && !Files.isSymbolicLink(file.toPath())) {
            Files.setPosixFilePermissions(file.toPath(), PosixFilePermissions.fromString("rwx------"));
            for (File inside : file.listFiles()) {
                remove(inside);
            }
        }
        Files.delete(file.toPath());
    }

    @Override
    protected String shown(String line) {
        StringBuilder text = new StringBuilder();
        line.replace(directory.toString(), "DIR").replaceAll("address: 0x[0-9a-f]+", "address").chars()
                .forEach(c -> text.append(c >= ' ' ? "" + (char) c : "\\" + Integer.toOctalString(c)));
        return text.toString();
    }

    final Path directory() {
        return directory;
    }

    /** A path where nothing is yet. */
    final Path none() {
        return none("");
    }

    final Path none(String suffix) {
        names = namesOfCase == count() ? names + 1 : 0;
        namesOfCase = count();
        return directory.resolve("f" + count() + (char) ('a' + names) + suffix);
    }

    final Path file(String content) throws IOException {
        return Files.writeString(none(), content);
    }

    final Path folder(String... content) throws IOException {
        Path folder = Files.createDirectory(none());
        for (String name : content) {
            if (name.endsWith("/")) {
                Files.createDirectories(folder.resolve(name));
            } else {
                Files.writeString(folder.resolve(name), name);
            }
        }
        return folder;
    }

    final File plain(String content) throws IOException {
        return file(content).toFile();
    }

    static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes());
    }

    /** What was read into it; zeros as dots. */
    static String text(ByteBuffer buffer) {
        byte[] read = new byte[buffer.flip().remaining()];
        buffer.get(read);
        return "[" + new String(read).replace('\0', '.') + "]";
    }
}
