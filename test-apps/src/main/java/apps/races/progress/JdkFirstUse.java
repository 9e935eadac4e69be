package apps.races.progress;

import static apps.races.Program.check;
import static apps.races.Program.together;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** Correct: threads that use parts of the JDK for the first time, all at once. */
public final class JdkFirstUse {
    private JdkFirstUse() {}

    private static void use() throws Exception {
        String date = LocalDate.of(2024, 2, 29).format(DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ROOT));
        check(Pattern.matches("29 .* 2024", date), date);
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(date.getBytes(StandardCharsets.UTF_8));
        check(hash.length == 32, "hash of " + hash.length);
        check(String.format("%05d", 42).equals("00042"), "format");
    }

    public static void main(String[] args) throws InterruptedException {
        together(JdkFirstUse::use, JdkFirstUse::use, JdkFirstUse::use);
    }
}
