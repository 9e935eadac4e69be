package dev.moonsim.intercept;

import dev.moonsim.jdk.JdkInternals;
import dev.moonsim.node.Boot;
import dev.moonsim.run.AllowedEscape;
import dev.moonsim.run.Simulation;
import dev.moonsim.sched.Task;

/**
 * {@code java.desktop}: images are memory and are worked on as ever. A simulated machine has no display, no sound and no printer,
 * whatever the host has; its fonts would be the host's, found and read by libraries of C, and are refused.
 */
public final class DesktopArea implements Area {
    private static boolean begun;

    @Override
    public void declare(Catalog c) {
        Class<DesktopArea> by = DesktopArea.class;
        c.body("java/awt/GraphicsEnvironment", "getHeadlessProperty", "()Z").always().by(by, "isHeadless");
        c.before("java/awt/image/ColorModel", "loadLibraries", "()V").by(by, "begins");
        c.before("java/awt/Toolkit", "loadLibraries", "()V").by(by, "begins");
        c.body("sun/font/FontManagerFactory", "getInstance", "()Lsun/font/FontManager;").as("()Ljava/lang/Object;")
                .when("areFontsRefused").by(by, "fonts");
        for (String kind : new String[] {"MidiIO", "Ports", "DirectAudio"}) {
            c.body("com/sun/media/sound/Platform", "is" + kind + "Enabled", "()Z").by(by, "has");
        }
        c.call("sun/print/CUPSPrinter", "initIDs", "()Z").onlyIn("sun/print/CUPSPrinter").by(by, "has");
        c.staticRead("sun/print/PrintServiceLookupProvider", "pollServices", "Z").onlyIn("sun/print/PrintServiceLookupProvider")
                .by(by, "has");
        c.body("sun/print/PrintServiceLookupProvider", "getDefaultPrintService", "()Ljavax/print/PrintService;")
                .as("(Ljava/lang/Object;)Ljava/lang/Object;").by(by, "printer");
        c.body("sun/print/PrintServiceLookupProvider", "refreshServices", "()V").as("(Ljava/lang/Object;)V").by(by, "lookForPrinters");
    }

    /** Always, as the library of C asks when it is loaded. */
    public static boolean isHeadless() {
        return true;
    }

    /** The thread that gives native memory of pictures back is the JVM's, and not one of the first program that draws. */
    public static void begins() {
        if (Task.isSimulated() && !begun) {
            begun = true;
            Task task = Task.enterHost();
            try {
                JdkInternals.initialise("sun.java2d.Disposer");
            } finally {
                Task.leaveHost(task);
            }
        }
    }

    public static boolean areFontsRefused() {
        Boot boot = Boot.current();
        if (boot == null) {
            return false;
        }
        if (AllowedEscape.HOST_FONTS.isAllowed()) {
            boot.simulation().letIn(AllowedEscape.HOST_FONTS, boot.node(), () -> "fonts of the host");
            return false;
        }
        return true;
    }

    public static Object fonts() {
        Simulation.refused("java.awt.Font");
        throw new UnsupportedOperationException("moonsim: java.awt.Font: fonts are not simulated, those of the host differ between machines;"
                + " --allow host-fonts lets them in");
    }

    /** Also where no task asks, as the JDK keeps the answer: nobody prints or plays beside the simulation. */
    public static boolean has() {
        return false;
    }

    public static Object printer(Object lookup) {
        return null;
    }

    public static void lookForPrinters(Object lookup) {}
}
