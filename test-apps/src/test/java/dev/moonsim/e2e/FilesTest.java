package dev.moonsim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import apps.disk.parity.All;
import dev.moonsim.e2e.Moonsim.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The parity cases of the file system's classes, in both arms. */
class FilesTest {
    private static final Path SET_USER = Path.of("/usr/bin/setpriv");

    @TempDir
    private Path directory;

    /**
     * The JDK's own outcome of each case, in a fresh JVM; then the simulation's, in two fresh ones and a warm one. The plain JDK
     * runs on real time: where a busy machine lets a thread come too late, it may try again.
     */
    @Test
    void eachPublicMemberOfTheFileSystemsClassesDoesAsOnThePlainJvm() throws IOException {
        Path here = Files.createDirectory(directory.resolve("simulated"));
        Run cold = Moonsim.program(All.class).seed(3).in(here).run().passed();
        Run warm = Moonsim.program(All.class).seed(3).jvm("-XX:+UseSerialGC", "-Dmoonsim.repeat=2").in(here).run().passed();
        assertEquals(cold.out() + cold.out(), warm.out());
        assertEquals(cold.digest(), warm.digest());
        try (Stream<Path> left = Files.list(here)) {
            assertEquals(0, left.count(), "nothing is written to the host");
        }

        Set<String> left = new LinkedHashSet<>(cold.out().lines().toList());
        assertTrue(left.size() > 900, cold.out());
        String plain = "";
        for (int attempt = 0; attempt < 3 && !left.isEmpty(); attempt++) {
            plain = plain().run().passed().out();
            plain.lines().toList().forEach(left::remove);
        }
        if (isRoot() && !othersMayRead()) {
            left.removeIf(line -> line.startsWith("PermissionCases"));
        }
        assertEquals(Set.of(), left, plain);
    }

    @Test
    void noFileOfTheHostIsWritten() throws IOException {
        FileWrites writes = new FileWrites(directory);
        Path here = Files.createDirectory(directory.resolve("simulated"));
        Moonsim.program(All.class).on(writes.java()).seed(3).in(here).run().passed();
        assertTrue(writes.seen() > 100, "strace sees the JVM");
        assertEquals(List.of(), writes.made());
    }

    /** As an ordinary user, whom permissions bind. */
    private Moonsim plain() throws IOException {
        Path here = Files.createDirectories(directory.resolve("plain"));
        Moonsim plain = Moonsim.program(All.class).plain().in(here);
        if (!isRoot() || !othersMayRead()) {
            return plain;
        }
        for (Path shared : List.of(directory, here)) {
            Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
        Path java = Files.writeString(directory.resolve("ordinary"), "#!/bin/sh\nexec " + SET_USER
                + " --reuid 65534 --regid 65534 --clear-groups " + Path.of(System.getProperty("java.home"), "bin", "java") + " \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return plain.on(java);
    }

    private boolean isRoot() throws IOException {
        return Files.getOwner(directory).getName().equals("root");
    }

    private static boolean othersMayRead() throws IOException {
        for (Path path = Moonsim.CLASSES; path != null; path = path.getParent()) {
            if (!Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                return false;
            }
        }
        return Files.isExecutable(SET_USER);
    }
}
