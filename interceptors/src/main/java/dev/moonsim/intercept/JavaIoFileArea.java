package dev.moonsim.intercept;

import dev.moonsim.disk.Descriptors;
import dev.moonsim.disk.Directory;
import dev.moonsim.disk.Disk;
import dev.moonsim.disk.Encoding;
import dev.moonsim.disk.ErrnoException;
import dev.moonsim.disk.Inode;
import dev.moonsim.disk.OpenFile;
import dev.moonsim.node.Boot;
import java.io.File;
import java.io.IOException;
import java.util.List;

/** {@code java.io.File}: the operations of its file system. */
public final class JavaIoFileArea implements Area {
    private static final int EXISTS = 1;
    private static final int REGULAR = 2;
    private static final int DIRECTORY = 4;
    private static final int HIDDEN = 8;
    private static final int MAX_NAME = 255;

    @Override
    public void declare(Catalog c) {
        Class<JavaIoFileArea> by = JavaIoFileArea.class;
        String fs = "java/io/UnixFileSystem";
        String file = "Ljava/io/File;";
        String string = "Ljava/lang/String;";
        String self = "(Ljava/lang/Object;";
        c.body(fs, "resolve", "(" + file + ")" + string).as(self + file + ")" + string).by(by, "resolve");
        c.body(fs, "canonicalize", "(" + string + ")" + string).as(self + string + ")" + string).by(by, "canonicalize");
        c.body(fs, "getBooleanAttributes", "(" + file + ")I").as(self + file + ")I").by(by, "attributes");
        c.body(fs, "hasBooleanAttributes", "(" + file + "I)Z").as(self + file + "I)Z").by(by, "hasAttributes");
        c.body(fs, "checkAccess", "(" + file + "I)Z").as(self + file + "I)Z").by(by, "checkAccess");
        c.body(fs, "getLastModifiedTime", "(" + file + ")J").as(self + file + ")J").by(by, "modified");
        c.body(fs, "getLength", "(" + file + ")J").as(self + file + ")J").by(by, "length");
        c.body(fs, "setPermission", "(" + file + "IZZ)Z").as(self + file + "IZZ)Z").by(by, "setPermission");
        c.body(fs, "createFileExclusively", "(" + string + ")Z").as(self + string + ")Z").by(by, "create");
        c.body(fs, "delete", "(" + file + ")Z").as(self + file + ")Z").by(by, "delete");
        c.body(fs, "list", "(" + file + ")[" + string).as(self + file + ")[" + string).by(by, "list");
        c.body(fs, "createDirectory", "(" + file + ")Z").as(self + file + ")Z").by(by, "createDirectory");
        c.body(fs, "rename", "(" + file + file + ")Z").as(self + file + file + ")Z").by(by, "rename");
        c.body(fs, "setLastModifiedTime", "(" + file + "J)Z").as(self + file + "J)Z").by(by, "setModified");
        c.body(fs, "setReadOnly", "(" + file + ")Z").as(self + file + ")Z").by(by, "setReadOnly");
        c.body(fs, "getSpace", "(" + file + "I)J").as(self + file + "I)J").by(by, "space");
        c.body(fs, "getNameMax", "(" + string + ")I").as(self + string + ")I").by(by, "nameMax");
    }

    private static Disk disk() {
        return DiskCalls.disk();
    }

    private static String path(File file) {
        String path = Encoding.fromProgram(file.getPath());
        return path.isEmpty() ? disk().workingDirectory() : path;
    }

    /** Null where there is no such file. */
    private static Inode stat(File file) {
        try {
            return disk().names().stat(-1, path(file), true);
        } catch (ErrnoException e) {
            return null;
        }
    }

    public static String resolve(Object fs, File file) {
        if (file.isAbsolute()) {
            return file.getPath();
        }
        String base = Boot.current().node().program().workingDirectory().toString();
        return file.getPath().isEmpty() ? base : base.equals("/") ? "/" + file.getPath() : base + "/" + file.getPath();
    }

    /** The real path of what exists of it; the rest is only tidied, as the JDK's native code does. */
    public static String canonicalize(Object fs, String path) throws IOException {
        String rest = "";
        String existing = path.isEmpty() ? disk().workingDirectory() : Encoding.fromProgram(path);
        while (!existing.isEmpty()) {
            try {
                String real = disk().names().realpath(existing);
                return Encoding.toProgram(collapse(rest.isEmpty() ? real : real + rest));
            } catch (ErrnoException e) {
                int slash = existing.lastIndexOf('/');
                rest = existing.substring(slash) + rest;
                existing = existing.substring(0, slash);
            }
        }
        return Encoding.toProgram(collapse(rest));
    }

    private static String collapse(String path) {
        StringBuilder result = new StringBuilder();
        for (String name : path.split("/")) {
            if (name.equals("..")) {
                result.setLength(Math.max(0, result.lastIndexOf("/")));
            } else if (!name.isEmpty() && !name.equals(".")) {
                result.append('/').append(name);
            }
        }
        return result.isEmpty() ? "/" : result.toString();
    }

    public static int attributes(Object fs, File file) {
        Inode inode = stat(file);
        int attributes = 0;
        if (inode != null) {
            int type = inode.mode() & Inode.TYPE_MASK;
            attributes = EXISTS | (type == Inode.REGULAR ? REGULAR : 0) | (type == Inode.DIRECTORY ? DIRECTORY : 0);
        }
        return attributes | (file.getName().startsWith(".") ? HIDDEN : 0);
    }

    public static boolean hasAttributes(Object fs, File file, int wanted) {
        return (attributes(fs, file) & wanted) == wanted;
    }

    public static boolean checkAccess(Object fs, File file, int access) {
        try {
            disk().names().access(path(file), access);
            return true;
        } catch (ErrnoException e) {
            return false;
        }
    }

    public static long modified(Object fs, File file) {
        Inode inode = stat(file);
        if (inode == null) {
            return 0;
        }
        disk().timesRead(inode);
        return inode.modified() / 1_000_000;
    }

    public static long length(Object fs, File file) {
        Inode inode = stat(file);
        return inode == null ? 0 : inode.size();
    }

    public static boolean setPermission(Object fs, File file, int access, boolean enable, boolean ownerOnly) {
        Inode inode = stat(file);
        if (inode == null) {
            return false;
        }
        int bits = ownerOnly ? access << 6 : access << 6 | access << 3 | access;
        return chmod(file, enable ? inode.mode() | bits : inode.mode() & ~bits);
    }

    private static boolean chmod(File file, int mode) {
        try {
            disk().attributes().chmod(-1, path(file), true, mode);
            return true;
        } catch (ErrnoException e) {
            return false;
        }
    }

    public static boolean create(Object fs, String path) throws IOException {
        Descriptors descriptors = disk().descriptors();
        try {
            descriptors.close(disk().open(-1, Encoding.fromProgram(path),
                    OpenFile.O_RDWR | OpenFile.O_CREAT | OpenFile.O_EXCL, 0666));
            return true;
        } catch (ErrnoException e) {
            if (e.errno() == ErrnoException.EEXIST) {
                return false;
            }
            throw DiskCalls.failed(e);
        }
    }

    public static boolean delete(Object fs, File file) {
        try {
            if (disk().names().stat(-1, path(file), false) instanceof Directory) {
                disk().names().rmdir(-1, path(file));
            } else {
                disk().names().unlink(-1, path(file));
            }
            return true;
        } catch (ErrnoException e) {
            return false;
        }
    }

    public static String[] list(Object fs, File file) {
        try {
            if (disk().names().stat(-1, path(file), true) instanceof Directory directory) {
                disk().names().access(path(file), 4);
                List<String> names = disk().names().list(directory);
                String[] result = new String[names.size()];
                for (int i = 0; i < result.length; i++) {
                    result[i] = Encoding.toProgram(names.get(i));
                }
                return result;
            }
        } catch (ErrnoException e) {
            // null says so
        }
        return null;
    }

    public static boolean createDirectory(Object fs, File file) {
        try {
            disk().names().mkdir(path(file), 0777);
            return true;
        } catch (ErrnoException e) {
            return false;
        }
    }

    public static boolean rename(Object fs, File from, File to) {
        try {
            disk().names().rename(-1, path(from), -1, path(to));
            return true;
        } catch (ErrnoException e) {
            return false;
        }
    }

    public static boolean setModified(Object fs, File file, long millis) {
        Inode inode = stat(file);
        try {
            if (inode != null) {
                disk().attributes().setTimes(-1, path(file), true, inode.accessed(), millis * 1_000_000);
            }
            return inode != null;
        } catch (ErrnoException e) {
            return false;
        }
    }

    public static boolean setReadOnly(Object fs, File file) {
        Inode inode = stat(file);
        return inode != null && chmod(file, inode.mode() & ~0222);
    }

    /** 0 total, 1 free, 2 usable. */
    public static long space(Object fs, File file, int what) {
        return stat(file) == null ? 0 : what == 0 ? disk().totalBytes() : disk().freeBytes();
    }

    public static int nameMax(Object fs, String path) {
        return MAX_NAME;
    }
}
