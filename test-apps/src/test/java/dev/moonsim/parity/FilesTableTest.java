package dev.moonsim.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Constructor;
import java.nio.MappedByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.DosFileAttributeView;
import java.nio.file.attribute.DosFileAttributes;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.Arrays;
import java.util.Formatter;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Scanner;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.logging.FileHandler;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/**
 * Every public method and constructor of the file system's classes, as the running JDK has them, has a parity case in
 * {@code apps.disk.parity}. The cases themselves run in both arms in {@code FilesTest}.
 */
class FilesTableTest {
    private static final List<Class<?>> TYPES = List.of(File.class, FileInputStream.class, FileOutputStream.class, FileReader.class,
            FileWriter.class, RandomAccessFile.class, FileDescriptor.class, Files.class, Path.class, Paths.class, FileSystem.class,
            FileSystems.class, FileStore.class, FileSystemProvider.class, DirectoryStream.class, SecureDirectoryStream.class,
            WatchService.class, WatchKey.class, WatchEvent.class, WatchEvent.Kind.class, BasicFileAttributeView.class,
            PosixFileAttributeView.class, FileOwnerAttributeView.class, DosFileAttributeView.class,
            UserDefinedFileAttributeView.class, BasicFileAttributes.class, PosixFileAttributes.class, DosFileAttributes.class,
            UserPrincipalLookupService.class, FileChannel.class, FileLock.class, MappedByteBuffer.class,
            AsynchronousFileChannel.class, ZipFile.class, ZipInputStream.class, ZipOutputStream.class, JarFile.class,
            JarInputStream.class, JarOutputStream.class, FileHandler.class);
    /** Of these, only what is about files. */
    private static final Map<Class<?>, Set<String>> METHODS = Map.of(
            MemorySegment.class, Set.of("isMapped", "isLoaded", "load", "unload", "force"),
            Properties.class, Set.of("load", "store", "save", "loadFromXML", "storeToXML"));
    private static final List<Class<?>> MADE_OF_FILES =
            List.of(Scanner.class, PrintWriter.class, PrintStream.class, Formatter.class);

    @Test
    void everyPublicMemberHasACase() throws Exception {
        ParityTable table = new ParityTable(Path.of("target/classes/apps/disk/parity"));
        Set<String> missing = new TreeSet<>();
        for (Class<?> type : TYPES) {
            table.missing(type, type, method -> true, missing);
            table.missingConstructors(type, constructor -> true, missing);
        }
        for (Map.Entry<Class<?>, Set<String>> type : METHODS.entrySet()) {
            table.missing(type.getKey(), type.getKey(), method -> type.getValue().contains(method.getName()), missing);
        }
        for (Class<?> type : MADE_OF_FILES) {
            table.missingConstructors(type, FilesTableTest::isOfAFile, missing);
        }
        System.out.println("parity of files: " + TYPES.size() + " types, " + table.called() + " public members");
        assertEquals(Set.of(), missing);
        assertTrue(table.called() > 400, table.called() + " members");
    }

    private static boolean isOfAFile(Constructor<?> constructor) {
        Class<?>[] parameters = constructor.getParameterTypes();
        return Arrays.stream(parameters).anyMatch(type -> type == File.class || type == Path.class)
                || parameters.length > 0 && parameters[0] == String.class && constructor.getDeclaringClass() != Scanner.class;
    }
}
