package apps.disk.parity;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Collections;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Zip and jar files, and the zip file system. */
final class ArchiveCases extends FileCases {
    ArchiveCases() throws IOException {}

    @Override
    void all() {
        zip();
        output();
        input();
        jar();
        fileSystem();
    }

    private File zipped(String... names) throws IOException {
        File file = none(".zip").toFile();
        try (ZipOutputStream out = new ZipOutputStream(new FileOutputStream(file))) {
            out.setComment("made of " + names.length);
            for (String name : names) {
                ZipEntry entry = new ZipEntry(name);
                entry.setTime(1_000_000_000_000L);
                entry.setComment("about " + name);
                out.putNextEntry(entry);
                out.write(("content of " + name).getBytes());
                out.closeEntry();
            }
        }
        return file;
    }

    private void zip() {
        of("open", () -> {
            File file = zipped("a", "b/c");
            try (ZipFile zip = new ZipFile(file)) {
                return zip.size() + " " + zip.getComment() + " " + zip.getName().equals(file.getPath()) + " " + Collections.list(zip.entries()) + " "
                        + zip.stream().map(ZipEntry::getName).toList() + " " + zip.toString().startsWith(file.getPath() + "@");
            }
        });
        of("open by name", () -> {
            try (ZipFile zip = new ZipFile(zipped("a").getPath())) {
                return zip.size();
            }
        });
        of("open with a charset", () -> {
            File file = none(".zip").toFile();
            try (ZipOutputStream out = new ZipOutputStream(new FileOutputStream(file), StandardCharsets.ISO_8859_1)) {
                out.putNextEntry(new ZipEntry("ä"));
            }
            try (ZipFile a = new ZipFile(file, StandardCharsets.ISO_8859_1); ZipFile b = new ZipFile(file.getPath(), StandardCharsets.ISO_8859_1)) {
                return a.getEntry("ä") + " " + b.entries().nextElement();
            }
        });
        of("open and delete", () -> {
            File file = zipped("a");
            try (ZipFile zip = new ZipFile(file, ZipFile.OPEN_READ | ZipFile.OPEN_DELETE)) {
                return file.exists() + " " + new String(zip.getInputStream(zip.getEntry("a")).readAllBytes());
            }
        });
        of("open with mode and charset", () -> {
            try (ZipFile zip = new ZipFile(zipped("a"), ZipFile.OPEN_READ, StandardCharsets.UTF_8)) {
                return zip.size();
            }
        });
        of("open with a wrong mode", () -> new ZipFile(zipped("a"), 7));
        of("entry", () -> {
            try (ZipFile zip = new ZipFile(zipped("a"))) {
                ZipEntry entry = zip.getEntry("a");
                return entry.getSize() + " " + entry.getCrc() + " " + entry.getMethod() + " " + entry.getComment() + " " + entry.isDirectory() + " "
                        + zip.getEntry("none") + " " + new String(zip.getInputStream(entry).readAllBytes());
            }
        });
        of("no input stream", () -> {
            try (ZipFile zip = new ZipFile(zipped("a"))) {
                return zip.getInputStream(new ZipEntry("b"));
            }
        });
        of("open nothing", () -> new ZipFile(none().toFile()));
        of("open text", () -> new ZipFile(plain("this is no archive, however long it is")));
        of("open an empty file", () -> new ZipFile(plain("")));
        of("open a directory", () -> new ZipFile(folder().toFile()));
        of("open a torn file", () -> {
            File file = zipped("a", "b");
            try (var channel = java.nio.channels.FileChannel.open(file.toPath(), StandardOpenOption.WRITE)) {
                channel.truncate(channel.size() - 10);
            }
            return new ZipFile(file);
        });
        of("closed", () -> {
            ZipFile zip = new ZipFile(zipped("a"));
            zip.close();
            zip.close();
            return zip.size();
        });
        of("closed entry", () -> {
            ZipFile zip = new ZipFile(zipped("a"));
            zip.close();
            return zip.getEntry("a");
        });
        of("stream of a closed file", () -> {
            ZipFile zip = new ZipFile(zipped("a"));
            InputStream in = zip.getInputStream(zip.getEntry("a"));
            zip.close();
            return in.read();
        });
        of("written anew while open", () -> {
            File file = zipped("a");
            try (ZipFile first = new ZipFile(file)) {
                Files.move(zipped("b", "c").toPath(), file.toPath(), StandardCopyOption.REPLACE_EXISTING);
                try (ZipFile second = new ZipFile(file)) {
                    return first.size() + " " + second.size();
                }
            }
        });
        of("two of one file", () -> {
            File file = zipped("a");
            try (ZipFile one = new ZipFile(file); ZipFile two = new ZipFile(file)) {
                one.close();
                return new String(two.getInputStream(two.getEntry("a")).readAllBytes());
            }
        });
        of("gzip", () -> {
            Path path = none();
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(path))) {
                out.write(new byte[10_000]);
            }
            try (InputStream in = new GZIPInputStream(new FileInputStream(path.toFile()))) {
                return in.readAllBytes().length + " " + (Files.size(path) < 200);
            }
        });
    }

    private void output() {
        of("stored", () -> {
            File file = none(".zip").toFile();
            byte[] data = "stored".getBytes();
            CRC32 crc = new CRC32();
            crc.update(data);
            try (ZipOutputStream out = new ZipOutputStream(new FileOutputStream(file))) {
                out.setMethod(ZipOutputStream.STORED);
                out.setLevel(9);
                ZipEntry entry = new ZipEntry("s");
                entry.setSize(data.length);
                entry.setCrc(crc.getValue());
                out.putNextEntry(entry);
                out.write(data, 0, data.length);
                out.closeEntry();
                out.finish();
            }
            try (ZipFile zip = new ZipFile(file)) {
                return zip.getEntry("s").getMethod() + " " + zip.getEntry("s").getCompressedSize();
            }
        });
        of("an entry twice", () -> {
            try (ZipOutputStream out = new ZipOutputStream(new FileOutputStream(none().toFile()))) {
                out.putNextEntry(new ZipEntry("a"));
                out.putNextEntry(new ZipEntry("a"));
            }
            return "written";
        });
        of("no entry", () -> {
            try (ZipOutputStream out = new ZipOutputStream(new FileOutputStream(none().toFile()))) {
                out.write(new byte[1], 0, 1);
            }
            return "written";
        });
        of("written closed", () -> {
            ZipOutputStream out = new ZipOutputStream(new FileOutputStream(none().toFile()));
            out.close();
            out.putNextEntry(new ZipEntry("a"));
            return "written";
        });
        of("comment of an open file", () -> {
            File file = zipped();
            try (ZipFile zip = new ZipFile(file)) {
                return zip.getComment() + " " + zip.size();
            }
        });
    }

    private void input() {
        of("zip stream", () -> {
            StringBuilder seen = new StringBuilder();
            try (ZipInputStream in = new ZipInputStream(new FileInputStream(zipped("a", "b", "c", "d")))) {
                seen.append(in.getNextEntry()).append(in.available()).append((char) in.read()).append(in.skip(2)).append(new String(in.readNBytes(4)));
                in.closeEntry();
                byte[] b = new byte[5];
                seen.append(in.getNextEntry()).append(in.read(b, 0, 5)).append(new String(b)).append(in.readNBytes(b, 1, 2));
                in.skipNBytes(1);
                seen.append(new String(in.readAllBytes())).append(in.available()).append(in.getNextEntry());
                seen.append(in.transferTo(OutputStream.nullOutputStream())).append(in.getNextEntry()).append(in.getNextEntry());
            }
            return seen;
        });
        of("zip stream with a charset", () -> {
            try (ZipInputStream in = new ZipInputStream(new FileInputStream(zipped("a")), StandardCharsets.US_ASCII)) {
                return in.getNextEntry().getName();
            }
        });
        of("zip stream of text", () -> {
            try (ZipInputStream in = new ZipInputStream(new FileInputStream(plain("no archive")))) {
                return in.getNextEntry();
            }
        });
        of("zip stream closed", () -> {
            ZipInputStream in = new ZipInputStream(new FileInputStream(zipped("a")));
            in.close();
            return in.getNextEntry();
        });
    }

    private static Manifest manifest(boolean versions) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "x.Main");
        if (versions) {
            manifest.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
        }
        return manifest;
    }

    private File jarred(boolean versions, String... names) throws IOException {
        File file = none(".jar").toFile();
        try (JarOutputStream out = new JarOutputStream(new FileOutputStream(file), manifest(versions))) {
            for (String name : names) {
                JarEntry entry = new JarEntry(name);
                entry.setTime(1_000_000_000_000L);
                out.putNextEntry(entry);
                out.write(("content of " + name).getBytes());
                out.closeEntry();
            }
        }
        return file;
    }

    private void jar() {
        of("jar", () -> {
            try (JarFile jar = new JarFile(jarred(false, "a", "b"))) {
                return jar.getManifest().getMainAttributes().getValue("Main-Class") + " " + jar.getJarEntry("a") + " " + jar.getEntry("b") + " "
                        + Collections.list(jar.entries()) + " " + jar.stream().count() + " " + jar.isMultiRelease() + " " + jar.getVersion() + " "
                        + new String(jar.getInputStream(jar.getEntry("a")).readAllBytes()) + " " + jar.versionedStream().map(JarEntry::getName).toList();
            }
        });
        of("jar by name", () -> {
            try (JarFile jar = new JarFile(jarred(false).getPath()); JarFile unverified = new JarFile(jarred(false).getPath(), false)) {
                return jar.size() + " " + unverified.size();
            }
        });
        of("jar with options", () -> {
            try (JarFile a = new JarFile(jarred(false), true); JarFile b = new JarFile(jarred(false), false, ZipFile.OPEN_READ);
                    JarFile c = new JarFile(jarred(true), false, ZipFile.OPEN_READ, JarFile.baseVersion())) {
                return a.size() + " " + b.size() + " " + c.getVersion() + " " + JarFile.runtimeVersion().feature();
            }
        });
        of("jar of several versions", () -> {
            File file = jarred(true, "a", "META-INF/versions/11/a");
            try (JarFile jar = new JarFile(file, true, ZipFile.OPEN_READ, JarFile.runtimeVersion())) {
                return jar.isMultiRelease() + " " + new String(jar.getInputStream(jar.getJarEntry("a")).readAllBytes()) + " " + jar.getJarEntry("a").getRealName() + " "
                        + jar.versionedStream().map(JarEntry::getName).sorted().toList();
            }
        });
        of("jar without manifest", () -> {
            try (JarFile jar = new JarFile(zipped("a"))) {
                return jar.getManifest();
            }
        });
        of("jar of nothing", () -> new JarFile(none().toFile()));
        of("jar closed", () -> {
            JarFile jar = new JarFile(jarred(false));
            jar.close();
            return jar.getManifest();
        });
        of("jar stream", () -> {
            try (JarInputStream in = new JarInputStream(new FileInputStream(jarred(false, "a", "b")))) {
                byte[] b = new byte[7];
                return in.getManifest().getMainAttributes().size() + " " + in.getNextJarEntry() + " " + in.read(b, 0, 7) + new String(b) + " " + in.getNextEntry()
                        + " " + in.getNextJarEntry();
            }
        });
        of("jar stream, unverified", () -> {
            try (JarInputStream in = new JarInputStream(new FileInputStream(zipped("a")), false)) {
                return in.getManifest() + " " + in.getNextJarEntry();
            }
        });
        of("jar stream out without manifest", () -> {
            File file = none(".jar").toFile();
            try (JarOutputStream out = new JarOutputStream(new FileOutputStream(file))) {
                out.putNextEntry(new ZipEntry("a"));
            }
            try (JarFile jar = new JarFile(file)) {
                return jar.size();
            }
        });
        of("jar by URL", () -> {
            URI uri = URI.create("jar:" + jarred(false, "a").toURI() + "!/a");
            try (InputStream in = uri.toURL().openStream()) {
                return new String(in.readAllBytes());
            }
        });
        of("class loader over a jar", () -> {
            try (java.net.URLClassLoader loader = new java.net.URLClassLoader(new java.net.URL[] {jarred(false, "a").toURI().toURL()}, null)) {
                return new String(loader.getResourceAsStream("a").readAllBytes()) + " " + loader.getResource("b");
            }
        });
        of("file by URL", () -> {
            try (InputStream in = file("by URL").toUri().toURL().openStream()) {
                return new String(in.readAllBytes());
            }
        });
        of("nothing by URL", () -> none().toUri().toURL().openStream());
    }

    private void fileSystem() {
        of("new archive", () -> {
            Path path = none(".zip");
            try (FileSystem zip = FileSystems.newFileSystem(path, Map.of("create", "true"))) {
                Files.writeString(zip.getPath("/a"), "abc");
                Files.createDirectory(zip.getPath("/d"));
                Files.copy(zip.getPath("/a"), zip.getPath("/d/b"));
                Files.move(zip.getPath("/a"), zip.getPath("/c"));
            }
            try (ZipFile zip = new ZipFile(path.toFile())) {
                return zip.stream().map(ZipEntry::getName).sorted().toList();
            }
        });
        of("existing archive", () -> {
            try (FileSystem zip = FileSystems.newFileSystem(zipped("a", "b/c").toPath()); Stream<Path> in = Files.walk(zip.getPath("/"))) {
                return in.map(Path::toString).sorted().toList() + Files.readString(zip.getPath("b/c")) + zip.isReadOnly() + zip.provider().getScheme();
            }
        });
        of("archive by class loader", () -> {
            try (FileSystem zip = FileSystems.newFileSystem(zipped("a").toPath(), (ClassLoader) null)) {
                return Files.size(zip.getPath("a"));
            }
        });
        of("archive by options and class loader", () -> {
            try (FileSystem zip = FileSystems.newFileSystem(zipped("a").toPath(), Map.of(), null)) {
                return Files.getLastModifiedTime(zip.getPath("a")).equals(FileTime.fromMillis(1_000_000_000_000L));
            }
        });
        of("archive by URI", () -> {
            URI uri = URI.create("jar:" + zipped("a").toURI());
            try (FileSystem zip = FileSystems.newFileSystem(uri, Map.of())) {
                return (FileSystems.getFileSystem(uri) == zip) + " " + Files.exists(Path.of(URI.create(uri + "!/a")));
            }
        });
        of("archive by URI, twice", () -> {
            URI uri = URI.create("jar:" + zipped("a").toURI());
            try (FileSystem zip = FileSystems.newFileSystem(uri, Map.of())) {
                return FileSystems.newFileSystem(uri, Map.of(), null);
            }
        });
        of("archive by URI, not open", () -> {
            try {
                return FileSystems.getFileSystem(URI.create("jar:" + zipped("a").toURI()));
            } catch (RuntimeException e) {
                return e.getClass().getName();
            }
        });
        of("archive updated", () -> {
            Path path = zipped("a", "b").toPath();
            try (FileSystem zip = FileSystems.newFileSystem(path)) {
                Files.delete(zip.getPath("a"));
                Files.writeString(zip.getPath("b"), "+", StandardOpenOption.APPEND);
            }
            try (FileSystem zip = FileSystems.newFileSystem(path); DirectoryStream<Path> in = Files.newDirectoryStream(zip.getPath("/"))) {
                Path only = in.iterator().next();
                return only + Files.readString(only);
            }
        });
        of("archive that is read-only", () -> {
            Path path = zipped("a").toPath();
            try (FileSystem zip = FileSystems.newFileSystem(path, Map.of("accessMode", "readOnly"))) {
                return Files.writeString(zip.getPath("b"), "x");
            }
        });
        of("no such archive", () -> FileSystems.newFileSystem(none(".zip"), Map.of()));
        of("archive of text", () -> FileSystems.newFileSystem(Files.writeString(none(".zip"), "no archive"), Map.of()));
        of("copied out of an archive", () -> {
            try (FileSystem zip = FileSystems.newFileSystem(zipped("a").toPath())) {
                return Files.readString(Files.copy(zip.getPath("a"), none()));
            }
        });
    }
}
