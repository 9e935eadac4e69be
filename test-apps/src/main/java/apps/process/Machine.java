package apps.process;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Date;
import java.util.Locale;
import java.util.TimeZone;
import java.util.TreeMap;

/** Prints what the JVM takes from the machine that it runs on, and reads the files of a directory, which may have any names. */
public final class Machine {
    private Machine() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        System.out.println(Locale.getDefault() + " " + Locale.getDefault(Locale.Category.FORMAT) + " " + TimeZone.getDefault().getID()
                + " " + ZoneId.systemDefault() + " " + Charset.defaultCharset() + " " + System.out.charset());
        System.out.println(String.format("%,.2f %tA", 1234.5, new Date(0)) + " " + new Date(0));
        new TreeMap<>(System.getProperties()).forEach((name, value) -> System.out.println(name + "=" + value));
        System.out.println(System.getenv());
        Files.writeString(Path.of("/tmp/gr\u00f6\u00dfe"), "written");
        System.out.println(Files.readString(Path.of("/tmp/gr\u00f6\u00dfe")));
        if (args.length > 0) {
            for (String name : new java.io.File(args[0]).list()) {
                System.out.println(name + ": " + Files.readString(Path.of(args[0], name)));
            }
        }
        if (args.length > 1) {
            TimeZone.setDefault(TimeZone.getTimeZone(args[1]));
            Locale.setDefault(Locale.GERMANY);
        }
        Thread.sleep(1000); // in which the others have set theirs
        System.out.println("then " + String.format("%,.2f", 1234.5) + " " + new Date(0));
    }
}
