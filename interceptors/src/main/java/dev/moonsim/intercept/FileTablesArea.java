package dev.moonsim.intercept;

import dev.moonsim.jdk.FileTables;
import dev.moonsim.node.Boot;
import java.util.HashMap;

/**
 * Open zip and jar files that the JDK keeps in static tables: one table a boot, since a boot's files end with it and two
 * nodes see different files under one name.
 */
public final class FileTablesArea implements Area {
    private static final String ZIP = "java/util/zip/ZipFile$Source";
    private static final String JAR = "sun/net/www/protocol/jar/JarFileFactory";

    @Override
    public void declare(Catalog c) {
        Class<FileTablesArea> by = FileTablesArea.class;
        c.staticRead(ZIP, "files", "Ljava/util/HashMap;").onlyIn(ZIP).by(by, "zips");
        c.staticRead(JAR, "fileCache", "Ljava/util/HashMap;").onlyIn(JAR).by(by, "jars");
        c.staticRead(JAR, "urlCache", "Ljava/util/HashMap;").onlyIn(JAR).by(by, "jarAddresses");
    }

    public static HashMap<?, ?> zips() {
        return table("java.util.zip.ZipFile$Source", "files");
    }

    public static HashMap<?, ?> jars() {
        return table("sun.net.www.protocol.jar.JarFileFactory", "fileCache");
    }

    public static HashMap<?, ?> jarAddresses() {
        return table("sun.net.www.protocol.jar.JarFileFactory", "urlCache");
    }

    private static HashMap<?, ?> table(String type, String field) {
        Boot boot = Boot.current();
        return boot == null ? FileTables.table(type, field)
                : boot.node().disk().descriptors().table(type + "." + field);
    }
}
