package apps.races.init;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import apps.races.Program.Part;

/** Double-checked locking that shows the instance before it has set it up. */
public final class DoubleChecked {
    private static final class Settings {
        private volatile String host;

        void load() {
            host = "localhost";
        }
    }

    private final boolean fixed;
    private volatile Settings settings;

    private DoubleChecked(boolean fixed) {
        this.fixed = fixed;
    }

    private Settings get() {
        if (settings == null) {
            synchronized (this) {
                if (settings == null) {
                    Settings loaded = new Settings();
                    if (fixed) {
                        loaded.load();
                        settings = loaded;
                    } else {
                        settings = loaded;
                        loaded.load();
                    }
                }
            }
        }
        return settings;
    }

    public static void main(String[] args) throws InterruptedException {
        DoubleChecked shared = new DoubleChecked(isFixed(args));
        Part use = () -> check(shared.get().host != null, "not loaded yet");
        together(use, use);
    }
}
