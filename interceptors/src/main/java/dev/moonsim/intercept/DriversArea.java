package dev.moonsim.intercept;

import dev.moonsim.jdk.JdkInternals;
import dev.moonsim.node.Boot;
import java.lang.reflect.Field;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import jdk.internal.misc.Unsafe;

/** {@code java.sql.DriverManager}: which JDBC drivers are registered, and whether they were looked for, is a boot's own. */
public final class DriversArea implements Area {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    private static final String MANAGER = "java/sql/DriverManager";
    private static final String DRIVERS = "registeredDrivers";
    private static final String INITIALISED = "driversInitialized";

    @Override
    public void declare(Catalog c) {
        Class<DriversArea> by = DriversArea.class;
        c.staticRead(MANAGER, DRIVERS, "Ljava/util/concurrent/CopyOnWriteArrayList;").onlyIn(MANAGER).by(by, "drivers");
        c.staticRead(MANAGER, INITIALISED, "Z").onlyIn(MANAGER).by(by, "areInitialised");
        c.after(MANAGER, "ensureDriversInitialized", "()V").by(by, "initialised");
    }

    public static CopyOnWriteArrayList<?> drivers() {
        Boot boot = Boot.current();
        if (boot != null) {
            return boot.own(MANAGER + "." + DRIVERS, CopyOnWriteArrayList::new);
        }
        Field field = field(DRIVERS);
        return (CopyOnWriteArrayList<?>)
                UNSAFE.getReference(UNSAFE.staticFieldBase(field), UNSAFE.staticFieldOffset(field));
    }

    public static boolean areInitialised() {
        Boot boot = Boot.current();
        if (boot != null) {
            return flag(boot).get();
        }
        Field field = field(INITIALISED);
        return UNSAFE.getBooleanVolatile(UNSAFE.staticFieldBase(field), UNSAFE.staticFieldOffset(field));
    }

    public static void initialised() {
        Boot boot = Boot.current();
        if (boot != null) {
            flag(boot).set(true);
        }
    }

    private static AtomicBoolean flag(Boot boot) {
        return boot.own(MANAGER + "." + INITIALISED, AtomicBoolean::new);
    }

    private static Field field(String name) {
        try {
            return Class.forName("java.sql.DriverManager", true, ClassLoader.getPlatformClassLoader())
                    .getDeclaredField(name);
        } catch (ReflectiveOperationException e) {
            throw JdkInternals.missing("java.sql.DriverManager." + name);
        }
    }
}
