package apps.races.collections;

import static apps.races.Program.check;
import static apps.races.Program.isFixed;
import static apps.races.Program.together;

import java.util.Properties;

/** Two properties that belong together are set one after the other: a reader sees the new host with the old port. */
public final class PropertiesPair {
    private final Properties properties = new Properties();
    private final Object lock;

    private PropertiesPair(boolean fixed) {
        lock = fixed ? properties : null;
        set("old");
    }

    private void set(String value) {
        properties.setProperty("host", value);
        properties.setProperty("port", value);
    }

    private void look() {
        String host = properties.getProperty("host");
        String port = properties.getProperty("port");
        check(host.equals(port), host + " host with " + port + " port");
    }

    private void locked(Runnable action) {
        synchronized (lock == null ? new Object() : lock) {
            action.run();
        }
    }

    public static void main(String[] args) throws InterruptedException {
        PropertiesPair shared = new PropertiesPair(isFixed(args));
        together(() -> shared.locked(() -> shared.set("new")), () -> shared.locked(shared::look));
    }
}
