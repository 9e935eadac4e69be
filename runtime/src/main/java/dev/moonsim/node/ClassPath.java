package dev.moonsim.node;

import dev.moonsim.trace.Interleaving;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/**
 * The classes of a service as the host has them. Read once for all boots and runs of a JVM, outside the simulation;
 * rewritten class bytes are kept.
 */
final class ClassPath {
    private static final Map<List<Path>, ClassPath> SHARED = new ConcurrentHashMap<>();

    /** A class as it is defined: rewritten bytes and where they came from. */
    record ClassFile(byte[] bytes, URL source, Manifest manifest) {
    }

    private record Entry(Path path, URL url, JarFile jar, Manifest manifest) {
    }

    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, ClassFile> classes = new ConcurrentHashMap<>();
    /** As {@link Interleaving} wants them. */
    private final Map<String, ClassFile> recorded = new ConcurrentHashMap<>();

    private ClassPath(List<Path> paths) {
        Set<Path> seen = new LinkedHashSet<>();
        for (Path path : paths) {
            add(path.toAbsolutePath().normalize(), seen);
        }
    }

    static ClassPath of(List<Path> paths) {
        return SHARED.computeIfAbsent(List.copyOf(paths), ClassPath::new);
    }

    private void add(Path path, Set<Path> seen) {
        if (!seen.add(path)) {
            return;
        }
        try {
            URL url = path.toUri().toURL();
            if (Files.isDirectory(path)) {
                entries.add(new Entry(path, url, null, null));
            } else if (Files.isRegularFile(path)) {
                JarFile jar = new JarFile(path.toFile(), false, JarFile.OPEN_READ, Runtime.version());
                Manifest manifest = jar.getManifest();
                entries.add(new Entry(path, url, jar, manifest));
                String more = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
                if (more != null) {
                    for (String relative : more.trim().split("\\s+")) {
                        add(Path.of(url.toURI().resolve(relative)), seen);
                    }
                }
            } // an entry that does not exist is skipped, as the JVM does
        } catch (IOException | java.net.URISyntaxException | IllegalArgumentException e) {
            throw new IllegalArgumentException("class path entry " + path + ": " + e.getMessage(), e);
        }
    }

    URL[] urls() {
        return entries.stream().map(Entry::url).toArray(URL[]::new);
    }

    /** @return null where no entry has it */
    ClassFile find(String name, ClassRewriter rewriter) throws IOException {
        Map<String, ClassFile> known = Interleaving.isRecording() ? recorded : classes;
        ClassFile found = known.get(name);
        if (found == null) {
            found = read(name, rewriter);
            if (found != null) {
                known.put(name, found);
            }
        }
        return found;
    }

    private ClassFile read(String name, ClassRewriter rewriter) throws IOException {
        String file = name.replace('.', '/').concat(".class");
        for (Entry entry : entries) {
            byte[] bytes = null;
            if (entry.jar == null) {
                Path path = entry.path.resolve(file);
                if (Files.isRegularFile(path)) {
                    // Not by a channel, whose rewritten classes a small program would otherwise do without.
                    try (InputStream in = new FileInputStream(path.toFile())) {
                        bytes = in.readAllBytes();
                    }
                }
            } else {
                ZipEntry zip = entry.jar.getEntry(file);
                if (zip != null) {
                    try (InputStream in = entry.jar.getInputStream(zip)) {
                        bytes = in.readAllBytes();
                    }
                }
            }
            if (bytes != null) {
                return new ClassFile(rewriter.rewrite(name.replace('.', '/'), bytes), entry.url, entry.manifest);
            }
        }
        return null;
    }
}
