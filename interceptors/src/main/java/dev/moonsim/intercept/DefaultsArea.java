package dev.moonsim.intercept;

import dev.moonsim.jdk.IdentityHash;
import dev.moonsim.node.Boot;
import dev.moonsim.node.Defaults;
import dev.moonsim.sched.Task;
import java.util.Locale;
import java.util.Objects;
import java.util.TimeZone;

/** The default locale and time zone, which {@code java.util} keeps in static fields, and which are each process's own. */
public final class DefaultsArea implements Area {
    private static final String LOCALE = "java/util/Locale";
    private static final String CATEGORY = "java/util/Locale$Category";
    private static final String ZONE = "java/util/TimeZone";

    @Override
    public void declare(Catalog c) {
        Class<DefaultsArea> by = DefaultsArea.class;
        c.body(LOCALE, "getDefault", "()L" + LOCALE + ";").when("isProcess").by(by, "locale");
        c.body(LOCALE, "getDefault", "(L" + CATEGORY + ";)L" + LOCALE + ";").when("isProcess").by(by, "localeOf");
        c.body(LOCALE, "setDefault", "(L" + LOCALE + ";)V").by(by, "setLocale");
        c.body(LOCALE, "setDefault", "(L" + CATEGORY + ";L" + LOCALE + ";)V").by(by, "setLocaleOf");
        c.body(ZONE, "getDefaultRef", "()L" + ZONE + ";").when("isProcess").by(by, "zone");
        c.body(ZONE, "setDefault", "(L" + ZONE + ";)V").by(by, "setZone");
    }

    /** The initialisers of the JDK have the JVM's, as what they make of them serves all processes. */
    public static boolean isProcess() {
        return Task.isSimulated() && !IdentityHash.isHeld();
    }

    private static Defaults defaults() {
        return Boot.current().defaults();
    }

    public static Locale locale() {
        return defaults().locale();
    }

    public static boolean isProcess(Locale.Category category) {
        return isProcess();
    }

    public static Locale localeOf(Locale.Category category) {
        return defaults().locale(Objects.requireNonNull(category));
    }

    public static void setLocale(Locale locale) {
        setLocaleOf(Locale.Category.DISPLAY, locale);
        setLocaleOf(Locale.Category.FORMAT, locale);
        defaults().set(locale);
    }

    public static void setLocaleOf(Locale.Category category, Locale locale) {
        if (category == null) {
            throw new NullPointerException("Category cannot be NULL");
        }
        if (locale == null) {
            throw new NullPointerException("Can't set default locale to NULL");
        }
        defaults().set(category, locale);
    }

    public static TimeZone zone() {
        return defaults().zone();
    }

    public static void setZone(TimeZone zone) {
        defaults().set(zone == null ? null : (TimeZone) zone.clone());
    }
}
