package apps.time;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Calendar;
import java.util.Date;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/** Prints today by every clock that tells it. */
public final class WallClock {
    private WallClock() {}

    public static void main(String[] args) {
        System.out.println(Instant.now().toString().substring(0, 10) + " " + LocalDate.now() + " "
                + Clock.systemUTC().instant().toString().substring(0, 10) + " "
                + new Date().toInstant().toString().substring(0, 10) + " " + Calendar.getInstance().get(Calendar.YEAR) + " "
                + new LogRecord(Level.INFO, "").getInstant().toString().substring(0, 10) + " "
                + Instant.ofEpochMilli(System.currentTimeMillis()).toString().substring(0, 10));
    }
}
