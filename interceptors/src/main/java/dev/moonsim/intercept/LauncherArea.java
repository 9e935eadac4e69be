package dev.moonsim.intercept;

/** The JVM's own launcher: where it would load the service's main class it gets Moonsim's, with the exact arguments. */
public final class LauncherArea implements Area {
    /** What the launcher was asked to run. */
    public interface Takeover {
        /**
         * @param mode the launcher's: 1 class, 2 jar, 3 module, 4 source file
         * @param what class name, jar file, module or source file
         * @return the class whose {@code main(String[])} is run in its place
         */
        Class<?> mainClass(int mode, String what);
    }

    private static Takeover takeover;

    @Override
    public void declare(Catalog c) {
        c.body("sun/launcher/LauncherHelper", "checkAndLoadMain", "(ZILjava/lang/String;)Ljava/lang/Class;")
                .when("takesOver").by(LauncherArea.class, "mainClass");
    }

    public static void install(Takeover installed) {
        takeover = installed;
    }

    public static boolean takesOver(boolean printToStderr, int mode, String what) {
        return takeover != null;
    }

    public static Class<?> mainClass(boolean printToStderr, int mode, String what) {
        return takeover.mainClass(mode, what);
    }
}
