package apps.races.fields;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

/** A formatter with a buffer of its own that two threads share, as they share a SimpleDateFormat. */
public final class SharedFormatter {
    private static final class Formatter {
        private final char[] buffer = new char[2];

        String format(int number) {
            buffer[0] = (char) ('0' + number / 10);
            buffer[1] = (char) ('0' + number % 10);
            return new String(buffer);
        }
    }

    private SharedFormatter() {}

    private static void print(Formatter formatter, int number) {
        String text = formatter.format(number);
        check(text.equals(String.valueOf(number)), number + " became " + text);
    }

    public static void main(String[] args) throws InterruptedException {
        Formatter formatter = new Formatter();
        Formatter other = isFixed(args) ? new Formatter() : formatter;
        together(() -> print(formatter, 12), () -> print(other, 34));
    }
}
