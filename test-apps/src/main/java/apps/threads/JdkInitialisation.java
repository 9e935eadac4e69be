package apps.threads;

import java.math.BigDecimal;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.Charset;
import java.security.MessageDigest;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.logging.Logger;
import javax.crypto.Cipher;

/** Six threads are the first to use parts of the JDK whose classes take long to initialise, all at once. */
public final class JdkInitialisation {
    private JdkInitialisation() {}

    public static void main(String[] args) throws InterruptedException {
        List<Object> results = Collections.synchronizedList(new ArrayList<>());
        Thread[] threads = new Thread[6];
        for (int i = 0; i < threads.length; i++) {
            int n = i;
            threads[i] = new Thread(() -> use(n, results));
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println(results.size());
    }

    private static void use(int n, List<Object> results) {
        try {
            results.add(ProxySelector.getDefault().select(URI.create("http://host" + n + "/")));
            results.add(NumberFormat.getCurrencyInstance(Locale.GERMANY).format(12.5));
            results.add(DateTimeFormatter.ofPattern("EEE", Locale.FRANCE).format(LocalDate.of(2020, 1, 1)));
            results.add(MessageDigest.getInstance("SHA-256").digest(new byte[n]).length);
            results.add(String.format("%tc %s", new GregorianCalendar(2020, 1, 1), new BigDecimal("1.5")));
            results.add(Cipher.getInstance("AES").getBlockSize());
            Logger.getLogger("log" + n).fine("hello");
            results.add(Charset.forName("IBM037").name());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
