package dev.moonsim.intercept;

import dev.moonsim.disk.Disk;
import dev.moonsim.jdk.JdkInternals;
import jdk.internal.misc.Unsafe;

/** The user that a process runs as: the same as its properties and the files it makes say, whoever started the JVM. */
public final class UsersArea implements Area {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    private static final String VM = "jdk/internal/misc/VM";
    private static final String UNIX = "com/sun/security/auth/module/UnixSystem";

    @Override
    public void declare(Catalog c) {
        Class<UsersArea> by = UsersArea.class;
        c.call(UNIX, "getUnixInfo", "()V").onlyIn(UNIX).as("(Ljava/lang/Object;)V").by(by, "fill");
        for (String id : new String[] {"getuid", "geteuid"}) {
            c.call(VM, id, "()J").onlyIn("sun/security/krb5/internal/ccache/FileCredentialsCache",
                    "sun/security/krb5/internal/rcache/DflCache").by(by, "user");
        }
        c.body(VM, "isSetUID", "()Z").by(by, "isSetUser");
    }

    /** Always: nobody asks but programs. */
    public static void fill(Object system) {
        Class<?> type = system.getClass();
        while (!type.getName().equals("com.sun.security.auth.module.UnixSystem")) {
            type = type.getSuperclass();
        }
        UNSAFE.putReference(system, JdkInternals.offset(type, "username", String.class), System.getProperty("user.name"));
        UNSAFE.putLong(system, JdkInternals.offset(type, "uid", long.class), Disk.USER);
        UNSAFE.putLong(system, JdkInternals.offset(type, "gid", long.class), Disk.USER);
        UNSAFE.putReference(system, JdkInternals.offset(type, "groups", long[].class), new long[] {Disk.USER});
    }

    /** Whether the JVM has more rights than who started it: such a JVM's loggers write elsewhere. */
    public static boolean isSetUser() {
        return false;
    }

    public static long user() {
        return Disk.USER;
    }
}
