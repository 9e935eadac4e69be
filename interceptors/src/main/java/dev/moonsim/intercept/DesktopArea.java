package dev.moonsim.intercept;

import dev.moonsim.run.Simulation;

/**
 * {@code java.desktop}: images are memory and are worked on as ever. A simulated machine has no display, no sound and no printer,
 * whatever the host has; its fonts would be the host's, found and read by libraries of C, and are refused.
 */
public final class DesktopArea implements Area {
    @Override
    public void declare(Catalog c) {
        Class<DesktopArea> by = DesktopArea.class;
        c.body("java/awt/GraphicsEnvironment", "getHeadlessProperty", "()Z").by(by, "isHeadless");
        c.body("sun/font/FontManagerFactory", "getInstance", "()Lsun/font/FontManager;").as("()Ljava/lang/Object;").by(by, "fonts");
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

    public static boolean isHeadless() {
        return true;
    }

    public static Object fonts() {
        Simulation.refused("java.awt.Font");
        throw new UnsupportedOperationException("moonsim: java.awt.Font: fonts are not simulated, those of the host differ between machines");
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
