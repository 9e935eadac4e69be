package apps.races.collections;

import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import apps.races.Program.Part;

/** Each method of StringBuffer is synchronized; taking off its last character needs two of them. */
public final class StringBufferTrim {
    private StringBufferTrim() {}

    private static void trim(StringBuffer text) {
        if (text.length() > 0) {
            text.deleteCharAt(text.length() - 1);
        }
    }

    public static void main(String[] args) throws InterruptedException {
        boolean fixed = isFixed(args);
        StringBuffer text = new StringBuffer("x");
        Part part = () -> {
            if (fixed) {
                synchronized (text) {
                    trim(text);
                }
            } else {
                trim(text);
            }
        };
        together(part, part);
    }
}
