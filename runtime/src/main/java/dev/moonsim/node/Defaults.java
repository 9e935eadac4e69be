package dev.moonsim.node;

import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Properties;
import java.util.TimeZone;

/**
 * The default locale and time zone of a process: what its properties ({@code user.language}, {@code user.timezone} and so on) say,
 * until the program sets others. Made once from the properties that a boot starts with; American English and UTC where they say nothing.
 */
public final class Defaults {
    private static final String ZONE = "user.timezone";

    private final Boot boot;
    private Locale locale;
    private Locale display;
    private Locale format;
    /** Null until it is asked for. */
    private TimeZone zone;

    Defaults(Boot boot) {
        this.boot = boot;
        Properties properties = boot.properties();
        locale = of(properties, "");
        display = of(properties, ".display");
        format = of(properties, ".format");
    }

    private static Locale of(Properties properties, String category) {
        try {
            return new Locale.Builder()
                    .setLanguage(text(properties, "user.language", category))
                    .setScript(text(properties, "user.script", category))
                    .setRegion(text(properties, "user.country", category))
                    .setVariant(text(properties, "user.variant", category).replace('-', '_'))
                    .build();
        } catch (IllformedLocaleException e) {
            return Locale.of(text(properties, "user.language", category), text(properties, "user.country", category),
                    text(properties, "user.variant", category)); // as the JDK does it, which checks nothing
        }
    }

    private static String text(Properties properties, String name, String category) {
        return properties.getProperty(name + category, properties.getProperty(name, ""));
    }

    public Locale locale() {
        return locale;
    }

    public Locale locale(Locale.Category category) {
        return category == Locale.Category.DISPLAY ? display : format;
    }

    public void set(Locale other) {
        locale = other;
    }

    public void set(Locale.Category category, Locale other) {
        if (category == Locale.Category.DISPLAY) {
            display = other;
        } else {
            format = other;
        }
    }

    /** Not to be changed. */
    public TimeZone zone() {
        if (zone == null) {
            String id = boot.properties().getProperty(ZONE, "");
            zone = TimeZone.getTimeZone(id.isEmpty() ? "UTC" : id); // GMT for an unknown one, as in the JDK
            boot.properties().setProperty(ZONE, id.isEmpty() ? "UTC" : id);
        }
        return zone;
    }

    /** @param other null for that of the properties */
    public void set(TimeZone other) {
        zone = other;
    }
}
