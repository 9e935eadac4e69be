package dev.moonsim.jdk;

import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import jdk.internal.misc.Unsafe;

/** How the JDK's paths name files. */
public final class FileNames {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

    private FileNames() {}

    /**
     * Has the JDK's paths name files in UTF-8, on simulated disks and on the host, where the JVM was started in a locale of another
     * encoding, such as the C locale of most containers. To be called before any task.
     */
    public static void useUtf8() {
        Class<?> type = JdkInternals.type("sun.nio.fs.Util");
        UNSAFE.ensureClassInitialized(type);
        try {
            Field encoding = type.getDeclaredField("jnuEncoding");
            UNSAFE.putReferenceVolatile(UNSAFE.staticFieldBase(encoding), UNSAFE.staticFieldOffset(encoding), StandardCharsets.UTF_8);
        } catch (NoSuchFieldException e) {
            throw JdkInternals.missing("field sun.nio.fs.Util.jnuEncoding");
        }
    }
}
