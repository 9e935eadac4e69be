package dev.moonsim.config;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Looks, without loading any class, whether a program is where a scenario or a command line says it is. */
public final class ProgramCheck {
    private final Set<List<Object>> checked = new HashSet<>();

    /**
     * What a jar's manifest says, where the main class that it names is there.
     *
     * @param where what the error message begins with
     */
    public ExecutableJar checkJar(Path jar, String where) {
        ExecutableJar executable = ExecutableJar.read(jar, where);
        checkMain(executable.main(), List.of(jar), where);
        return executable;
    }

    /** Complains where the class path has no such class, or where the class has no {@code main}. */
    public void checkMain(String main, List<Path> classPath, String where) {
        // No lambdas or streams on this path: every start of a service passes it.
        if (!checked.add(List.of(main, classPath))) {
            return;
        }
        if (!hasMain(bytesOf(main, classPath, where))) {
            throw new UsageError(where + ": class " + main + " has no main method");
        }
    }

    /** Complains where the class path has no such class. */
    public void checkClass(String name, List<Path> classPath, String where) {
        bytesOf(name, classPath, where);
    }

    private static byte[] bytesOf(String name, List<Path> classPath, String where) {
        byte[] bytes = find(name.replace('.', '/') + ".class", classPath, where);
        if (bytes == null) {
            String hint = name.indexOf('/') >= 0 ? ", want dots in the name of a class" : "";
            throw new UsageError(where + ": class " + name + " is not on the class path "
                    + String.join(File.pathSeparator, classPath.stream().map(path -> path.normalize().toString()).toList()) + hint);
        }
        return bytes;
    }

    /**
     * Complains where the class path has no such class, or where the class clearly does not implement an interface.
     *
     * @param type internal name of the interface
     */
    public void checkImplements(String name, String type, List<Path> classPath, String where) {
        ClassReader reader;
        try {
            reader = new ClassReader(bytesOf(name, classPath, where));
        } catch (IllegalArgumentException e) {
            return; // newer than the reader: the JVM will say what it thinks of it
        }
        // What it inherits is seen when it is made.
        if (reader.getInterfaces().length == 0 && "java/lang/Object".equals(reader.getSuperName())) {
            throw new UsageError(where + ": class " + name + " does not implement " + type.replace('/', '.'));
        }
    }

    private static boolean hasMain(byte[] bytes) {
        boolean[] found = new boolean[1];
        ClassReader reader;
        try {
            reader = new ClassReader(bytes);
        } catch (IllegalArgumentException e) {
            return true; // newer than the reader: the JVM will say what it thinks of it
        }
        reader.accept(new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
                    String[] exceptions) {
                found[0] |= name.equals("main") && (access & Opcodes.ACC_PRIVATE) == 0
                        && (descriptor.equals("([Ljava/lang/String;)V") || descriptor.equals("()V"));
                return null;
            }
        }, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
        // A main may also be inherited; the launcher finds out.
        return found[0] || !"java/lang/Object".equals(reader.getSuperName()) || reader.getInterfaces().length > 0;
    }

    /** The class files of a class path, kept open while many are wanted. What cannot be read is not there. */
    public static final class Classes implements AutoCloseable {
        private final List<Object> entries = new ArrayList<>(); // directories as Path, jars as JarFile

        public Classes(List<Path> classPath) {
            List<Path> all = new ArrayList<>(classPath);
            for (int i = 0; i < all.size(); i++) {
                Path entry = all.get(i);
                try {
                    if (Files.isDirectory(entry)) {
                        entries.add(entry);
                    } else if (Files.isRegularFile(entry)) {
                        JarFile jar = new JarFile(entry.toFile(), false, JarFile.OPEN_READ, JarFile.runtimeVersion());
                        entries.add(jar);
                        addNamedByManifest(jar, entry, all);
                    }
                } catch (IOException e) {
                    // said where the program is looked for
                }
            }
        }

        /**
         * The bytes of a class, or null.
         *
         * @param name internal name
         */
        public byte[] find(String name) {
            for (Object entry : entries) {
                try {
                    if (entry instanceof JarFile jar) {
                        ZipEntry zip = jar.getEntry(name + ".class");
                        if (zip != null) {
                            try (InputStream in = jar.getInputStream(zip)) {
                                return in.readAllBytes();
                            }
                        }
                    } else {
                        Path file = ((Path) entry).resolve(name + ".class");
                        if (Files.isRegularFile(file)) {
                            return Files.readAllBytes(file);
                        }
                    }
                } catch (IOException | java.nio.file.InvalidPathException e) {
                    // as above
                }
            }
            return null;
        }

        @Override
        public void close() {
            for (Object entry : entries) {
                if (entry instanceof JarFile jar) {
                    try {
                        jar.close();
                    } catch (IOException e) {
                        // nothing is lost
                    }
                }
            }
        }
    }

    private static byte[] find(String file, List<Path> classPath, String where) {
        List<Path> entries = new ArrayList<>(classPath);
        for (int i = 0; i < entries.size(); i++) {
            Path entry = entries.get(i);
            try {
                if (Files.isDirectory(entry)) {
                    Path path = entry.resolve(file);
                    if (Files.isRegularFile(path)) {
                        // Not by a channel, whose rewritten classes a small program would otherwise do without.
                        try (InputStream in = new FileInputStream(path.toFile())) {
                            return in.readAllBytes();
                        }
                    }
                } else if (Files.isRegularFile(entry)) {
                    try (JarFile jar = new JarFile(entry.toFile(), false, JarFile.OPEN_READ, JarFile.runtimeVersion())) {
                        ZipEntry zip = jar.getEntry(file);
                        if (zip != null) {
                            try (InputStream in = jar.getInputStream(zip)) {
                                return in.readAllBytes();
                            }
                        }
                        addNamedByManifest(jar, entry, entries);
                    }
                }
            } catch (IOException e) {
                throw new UsageError(where + ": class path entry " + entry + " cannot be read (" + e.getMessage() + ")");
            }
        }
        return null;
    }

    private static void addNamedByManifest(JarFile jar, Path entry, List<Path> entries) throws IOException {
        Manifest manifest = jar.getManifest();
        String more = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
        if (more == null || more.isBlank()) {
            return;
        }
        for (String relative : more.strip().split("\\s+")) {
            try {
                Path path = Path.of(entry.toAbsolutePath().toUri().resolve(URI.create(relative)));
                if (!entries.contains(path)) {
                    entries.add(path);
                }
            } catch (IllegalArgumentException | java.nio.file.FileSystemNotFoundException e) {
                // not a file: the JVM skips it too
            }
        }
    }
}
