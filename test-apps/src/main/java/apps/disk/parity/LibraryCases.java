package apps.disk.parity;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Scanner;
import java.util.logging.FileHandler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;

/** What else of the JDK works on files: properties, scanners, writers, log files. */
final class LibraryCases extends FileCases {
    LibraryCases() throws IOException {}

    @Override
    void all() {
        properties();
        scanners();
        writers();
        logs();
    }

    private void properties() {
        of("properties", () -> {
            Path path = none();
            Properties properties = new Properties();
            properties.setProperty("key", "välue");
            try (FileOutputStream out = new FileOutputStream(path.toFile())) {
                properties.store(out, "comment");
            }
            Properties read = new Properties();
            try (FileInputStream in = new FileInputStream(path.toFile())) {
                read.load(in);
            }
            return read + " " + Files.readAllLines(path).get(0) + " " + Files.readAllLines(path).size();
        });
        of("properties by reader", () -> {
            Path path = none();
            Properties properties = new Properties();
            properties.setProperty("a", "b");
            try (FileWriter out = new FileWriter(path.toFile())) {
                properties.store(out, null);
            }
            Properties read = new Properties();
            try (FileReader in = new FileReader(path.toFile())) {
                read.load(in);
            }
            return read;
        });
        of("properties as XML", () -> {
            Path path = none();
            Properties properties = new Properties();
            properties.setProperty("a", "b");
            try (FileOutputStream out = new FileOutputStream(path.toFile())) {
                properties.storeToXML(out, "c");
            }
            try (FileOutputStream out = new FileOutputStream(path.toFile())) {
                properties.storeToXML(out, "c", "UTF-8");
            }
            try (FileOutputStream out = new FileOutputStream(path.toFile())) {
                properties.storeToXML(out, "c", StandardCharsets.UTF_8);
            }
            Properties read = new Properties();
            try (FileInputStream in = new FileInputStream(path.toFile())) {
                read.loadFromXML(in);
            }
            return read;
        });
        of("properties with the old save", () -> {
            Path path = none();
            Properties properties = new Properties();
            properties.setProperty("a", "b");
            try (FileOutputStream out = new FileOutputStream(path.toFile())) {
                properties.save(out, null);
            }
            return Files.readString(path).endsWith("a=b" + System.lineSeparator());
        });
        of("objects", () -> {
            Path path = none();
            try (ObjectOutputStream out = new ObjectOutputStream(new FileOutputStream(path.toFile()))) {
                out.writeObject(new File("x"));
            }
            try (ObjectInputStream in = new ObjectInputStream(new FileInputStream(path.toFile()))) {
                return in.readObject();
            }
        });
    }

    private void scanners() {
        of("scanner", () -> {
            try (Scanner in = new Scanner(file("1 two\n3.5"))) {
                return in.nextInt() + in.next() + in.nextLine() + in.hasNext();
            }
        });
        of("scanner of a file", () -> {
            try (Scanner in = new Scanner(plain("a,b")); Scanner other = new Scanner(plain("x"), "UTF-8"); Scanner third = new Scanner(plain("y"), StandardCharsets.UTF_8)) {
                return in.useDelimiter(",").tokens().toList() + other.next() + third.next();
            }
        });
        of("scanner of a path", () -> {
            try (Scanner in = new Scanner(file("a"), "UTF-8"); Scanner other = new Scanner(file("b"), StandardCharsets.UTF_8)) {
                return in.next() + other.next();
            }
        });
        of("scanner of nothing", () -> new Scanner(none()));
        of("scanner of no file", () -> new Scanner(none().toFile()));
        of("scanner with an unknown charset", () -> new Scanner(plain("x"), "nothing"));
    }

    private void writers() {
        of("print writer", () -> {
            Path path = none();
            try (PrintWriter out = new PrintWriter(path.toFile())) {
                out.printf("%d ", 5);
                out.println("x");
            }
            try (PrintWriter out = new PrintWriter(path + "2")) {
                out.print('y');
            }
            return Files.readString(path) + Files.readString(Path.of(path + "2"));
        });
        of("print writer with a charset", () -> {
            Path path = none();
            try (PrintWriter a = new PrintWriter(path.toFile(), "ISO-8859-1")) {
                a.print("ä");
            }
            try (PrintWriter a = new PrintWriter(path + "2", "UTF-8"); PrintWriter b = new PrintWriter(path.toFile() + "3", StandardCharsets.UTF_8);
                    PrintWriter c = new PrintWriter(new File(path + "4"), StandardCharsets.UTF_8)) {
                a.print("ä");
                b.print("ä");
                c.print("ä");
            }
            return Files.size(path) + " " + Files.size(Path.of(path + "2")) + " " + Files.size(Path.of(path + "3")) + " " + Files.size(Path.of(path + "4"));
        });
        of("print writer in no directory", () -> new PrintWriter(none() + "/x"));
        of("print writer does not throw", () -> {
            PrintWriter out = new PrintWriter(none().toFile());
            out.close();
            out.print("x");
            return out.checkError();
        });
        of("print stream", () -> {
            Path path = none();
            try (PrintStream a = new PrintStream(path.toFile()); PrintStream b = new PrintStream(path + "2");
                    PrintStream c = new PrintStream(new File(path + "3"), "UTF-8"); PrintStream d = new PrintStream(path + "4", "UTF-8");
                    PrintStream e = new PrintStream(new File(path + "5"), StandardCharsets.UTF_8); PrintStream f = new PrintStream(path + "6", StandardCharsets.UTF_8)) {
                for (PrintStream out : List.of(a, b, c, d, e, f)) {
                    out.print("x");
                }
            }
            return Files.readString(path) + Files.readString(Path.of(path + "6"));
        });
        of("formatter", () -> {
            Path path = none();
            try (Formatter a = new Formatter(path.toFile()); Formatter b = new Formatter(path + "2")) {
                a.format("%5d", 7).flush();
                b.format("%x", 255);
            }
            return Files.readString(path) + Files.readString(Path.of(path + "2"));
        });
        of("formatter with a charset", () -> {
            Path path = none();
            try (Formatter a = new Formatter(path.toFile(), "UTF-8"); Formatter b = new Formatter(new File(path + "2"), "UTF-8", Locale.GERMANY);
                    Formatter c = new Formatter(new File(path + "3"), StandardCharsets.UTF_8, Locale.GERMANY); Formatter d = new Formatter(path + "4", "UTF-8");
                    Formatter e = new Formatter(path + "5", "UTF-8", Locale.GERMANY); Formatter f = new Formatter(path + "6", StandardCharsets.UTF_8, Locale.GERMANY)) {
                for (Formatter out : List.of(a, b, c, d, e, f)) {
                    out.format("%.1f", 1.5);
                }
            }
            return Files.readString(path) + Files.readString(Path.of(path + "2")) + Files.readString(Path.of(path + "6"));
        });
        of("formatter in no directory", () -> new Formatter(none() + "/x"));
        of("formatter on a full device", () -> {
            Formatter out = new Formatter(new FileOutputStream(none().toFile()));
            out.close();
            return out.ioException();
        });
    }

    private static FileHandler simple(FileHandler handler) {
        handler.setFormatter(new SimpleFormatter() {
            @Override
            public String format(LogRecord record) {
                return record.getLevel() + " " + record.getMessage() + "\n";
            }
        });
        return handler;
    }

    private static void log(FileHandler handler, String... messages) {
        for (String message : messages) {
            handler.publish(new LogRecord(Level.INFO, message));
        }
    }

    private static List<String> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(p -> p.getFileName().toString()).sorted().toList();
        }
    }

    private void logs() {
        of("log", () -> {
            Path folder = folder();
            FileHandler handler = simple(new FileHandler(folder + "/log"));
            log(handler, "one", "two");
            String open = in(folder) + Files.readString(folder.resolve("log"));
            handler.close();
            return (open + in(folder)).replace('\n', '|');
        });
        of("log appended", () -> {
            Path folder = folder();
            for (int i = 0; i < 2; i++) {
                FileHandler handler = simple(new FileHandler(folder + "/log", true));
                log(handler, "line");
                handler.close();
            }
            return Files.readAllLines(folder.resolve("log"));
        });
        of("logs in turn", () -> {
            Path folder = folder();
            FileHandler handler = simple(new FileHandler(folder + "/log.%g", 20, 3));
            log(handler, "aaaaaaaaaa", "bbbbbbbbbb", "cccccccccc", "dddddddddd", "eeeeeeeeee", "ffffffffff");
            handler.close();
            return in(folder) + Files.readString(folder.resolve("log.0")).trim() + Files.readString(folder.resolve("log.2")).trim();
        });
        of("logs in turn, appended", () -> {
            Path folder = folder();
            FileHandler handler = simple(new FileHandler(folder + "/log", 100, 2, true));
            log(handler, "x");
            handler.close();
            FileHandler other = simple(new FileHandler(folder + "/big", 1000L, 1, true));
            log(other, "y");
            other.close();
            return in(folder);
        });
        of("log that is locked", () -> {
            Path folder = folder();
            FileHandler one = new FileHandler(folder + "/log");
            FileHandler two = new FileHandler(folder + "/log");
            List<String> names = in(folder);
            one.close();
            two.close();
            return names + " " + in(folder);
        });
        of("log in the usual place", () -> {
            System.setProperty("user.home", folder().toString());
            Path folder = Path.of(System.getProperty("user.home"));
            FileHandler handler = new FileHandler("%t/parity-cases%u.log");
            handler.close();
            Files.delete(Path.of(System.getProperty("java.io.tmpdir"), "parity-cases0.log"));
            FileHandler home = new FileHandler("%h/x.log");
            home.close();
            return in(folder).size() <= 1;
        });
        of("log as configured", () -> {
            try {
                new FileHandler().close();
                return "made";
            } catch (IOException e) {
                return e.getClass().getName();
            } finally {
                for (String left : new String[] {"java0.log", "java0.log.lck"}) {
                    Files.deleteIfExists(Path.of(System.getProperty("user.home"), left));
                }
            }
        });
        of("log in no directory", () -> new FileHandler(none() + "/log"));
        of("log without a name", () -> new FileHandler(""));
        of("log with a negative limit", () -> new FileHandler(none().toString(), -1, 1));
    }
}
