package apps.disk.parity;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** {@code java.io.File}. */
final class FileClassCases extends FileCases {
    FileClassCases() throws IOException {}

    @Override
    void all() {
        paths();
        questions();
        creation();
        listing();
        changes();
        permissions();
        space();
    }

    private static String sorted(Object[] array) {
        if (array == null) {
            return "null";
        }
        Arrays.sort(array);
        return Arrays.toString(array);
    }

    private void paths() {
        of("name and parents", () -> {
            File f = new File("/a/b", "c.txt");
            return f.getName() + " " + f.getParent() + " " + f.getParentFile() + " " + f.getPath() + " " + f.isAbsolute();
        });
        of("parent as a file", () -> new File(new File("x/"), "/y//z").getPath());
        of("no parent", () -> new File("x").getParent() + " " + new File("/").getParent() + " " + new File((File) null, "q"));
        of("of a URI", () -> new File(directory().toUri()).equals(directory().toFile()));
        of("of a wrong URI", () -> new File(java.net.URI.create("http://x/y")));
        of("null", () -> new File((String) null));
        of("absolute", () -> new File("rel").getAbsolutePath().equals(System.getProperty("user.dir") + "/rel") + " "
                + new File("rel").getAbsoluteFile().isAbsolute() + " " + new File("").getAbsolutePath().equals(System.getProperty("user.dir")));
        of("canonical", () -> new File(directory().toFile(), "a/../b/./c").getCanonicalPath());
        of("canonical file", () -> new File(directory() + "/x/../..").getCanonicalFile().equals(directory().getParent().toFile()));
        of("canonical through a link", () -> {
            Path target = folder("inside");
            Path link = Files.createSymbolicLink(none(), target);
            return new File(link.toFile(), "inside/../inside").getCanonicalFile().equals(target.resolve("inside").toFile());
        });
        of("canonical with a zero", () -> new File("a\0b").getCanonicalPath());
        of("canonical of a long name", () -> new File(directory().toFile(), "n".repeat(300)).getCanonicalPath().length() - directory().toString().length());
        of("canonical of a loop", () -> {
            Path a = none();
            Files.createSymbolicLink(a, a);
            return a.toFile().getCanonicalPath().equals(a.toString());
        });
        of("URI", () -> directory().toFile().toURI().toString() + " " + new File("/none/at/all").toURI());
        of("URL", () -> new File(directory().toFile(), "u u").toURL());
        of("path", () -> new File("/a//b/").toPath() + " " + new File("c").toPath().isAbsolute());
        of("path with a zero", () -> new File("a\0b").toPath());
        of("compared", () -> new File("/a").compareTo(new File("/b")) + " " + new File("/a").equals(new File("/a/")) + " "
                + (new File("/a").hashCode() == new File("/a/").hashCode()) + " " + new File("/a//b"));
        of("separators", () -> File.separator + File.separatorChar + File.pathSeparator + File.pathSeparatorChar);
    }

    private void questions() {
        of("of a file", () -> about(plain("12345")));
        of("of a directory", () -> about(folder("x").toFile()).replaceAll(" [0-9]+", ""));
        of("of nothing", () -> about(none().toFile()));
        of("of an impossible name", () -> about(new File("a\0b")));
        of("of a name below a file", () -> about(new File(plain("x"), "y")));
        of("of a link", () -> about(Files.createSymbolicLink(none(), file("123")).toFile()));
        of("of a broken link", () -> about(Files.createSymbolicLink(none(), none()).toFile()));
        of("of the empty name", () -> about(new File("")));
        of("of a device", () -> about(new File("/dev/null")));
        of("hidden", () -> {
            File f = directory().resolve(".hidden").toFile();
            return f.isHidden() + " " + f.createNewFile() + " " + f.isHidden() + " " + new File("/").isHidden();
        });
        of("of a long name", () -> about(new File(directory().toFile(), "n".repeat(256))));
        of("time", () -> {
            File f = plain("x");
            return Math.abs(f.lastModified() - System.currentTimeMillis()) < 60_000 && f.lastModified() == Files.getLastModifiedTime(f.toPath()).toMillis();
        });
        of("length grows", () -> {
            File f = plain("x");
            Files.write(f.toPath(), new byte[5000]);
            return f.length();
        });
    }

    private static String about(File f) {
        return f.exists() + " " + f.isFile() + " " + f.isDirectory() + " " + f.isHidden() + " " + f.length() + " " + f.canRead() + " "
                + f.canWrite() + " " + f.canExecute() + " " + (f.lastModified() > 0);
    }

    private void creation() {
        of("create", () -> {
            File f = none().toFile();
            return f.createNewFile() + " " + f.createNewFile() + " " + f.length();
        });
        of("create without directory", () -> new File(none().toFile(), "x").createNewFile());
        of("create below a file", () -> new File(plain("x"), "y").createNewFile());
        of("create a directory's name", () -> folder().toFile().createNewFile());
        of("create with a zero", () -> new File("a\0b").createNewFile());
        of("create a long name", () -> new File(directory().toFile(), "n".repeat(256)).createNewFile());
        of("create the empty name", () -> new File("").createNewFile());
        of("create the root", () -> new File("/").createNewFile());
        of("create through a broken link", () -> Files.createSymbolicLink(none(), none()).toFile().createNewFile());
        of("mkdir", () -> {
            File f = none().toFile();
            return f.mkdir() + " " + f.mkdir() + " " + f.isDirectory();
        });
        of("mkdir without parent", () -> new File(none().toFile(), "x").mkdir());
        of("mkdir over a file", () -> plain("x").mkdir());
        of("mkdirs", () -> {
            File f = new File(none().toFile(), "a/b/c");
            return f.mkdirs() + " " + f.mkdirs() + " " + f.isDirectory();
        });
        of("mkdirs below a file", () -> new File(plain("x"), "a/b").mkdirs());
        of("temporary", () -> {
            File f = File.createTempFile("pre", ".suf", directory().toFile());
            return f.getName().matches("pre\\d+\\.suf") + " " + f.length() + " " + f.getParent();
        });
        of("temporary with no suffix", () -> File.createTempFile("pre", null, directory().toFile()).getName().endsWith(".tmp"));
        of("temporary in the usual place", () -> {
            File f = File.createTempFile("pre", "x");
            return f.getParent().equals(System.getProperty("java.io.tmpdir")) + " " + f.delete();
        });
        of("temporary with a short prefix", () -> File.createTempFile("ab", null, directory().toFile()).getName().startsWith("ab"));
        of("temporary in no directory", () -> File.createTempFile("abc", null, none().toFile()));
        of("temporary with a separator", () -> {
            try {
                return File.createTempFile("abc", "/x", directory().toFile());
            } catch (IOException e) {
                return e.getMessage().replaceAll("\\d+", "N");
            }
        });
        does("delete on exit", () -> none().toFile().deleteOnExit());
    }

    private void listing() {
        of("list", () -> sorted(folder("b", "a", "c/").toFile().list()));
        of("list nothing", () -> sorted(folder().toFile().list()));
        of("list a file", () -> sorted(plain("x").list()));
        of("list what is not there", () -> sorted(none().toFile().list()));
        of("list by name", () -> sorted(folder("b", "a", "c/").toFile().list((dir, name) -> name.compareTo("a") > 0)));
        of("files", () -> sorted(folder("b", "a").toFile().listFiles()));
        of("files of nothing", () -> sorted(none().toFile().listFiles()));
        of("files by name", () -> sorted(folder("b", "a").toFile().listFiles((dir, name) -> name.equals("b"))));
        of("files by file", () -> sorted(folder("b", "a", "c/").toFile().listFiles(File::isDirectory)));
        of("roots", () -> Arrays.toString(File.listRoots()));
        of("list with strange names", () -> sorted(folder("with space", "ümläut", "-dash", "a\nb").toFile().list()));
    }

    private void changes() {
        of("delete", () -> {
            File f = plain("x");
            return f.delete() + " " + f.exists() + " " + f.delete();
        });
        of("delete a directory", () -> folder().toFile().delete());
        of("delete a full directory", () -> folder("x").toFile().delete());
        of("delete a link", () -> {
            Path target = file("x");
            File link = Files.createSymbolicLink(none(), target).toFile();
            return link.delete() + " " + Files.exists(target);
        });
        of("rename", () -> {
            File f = plain("x");
            File to = none().toFile();
            return f.renameTo(to) + " " + f.exists() + " " + to.length();
        });
        of("rename over a file", () -> {
            File to = plain("longer");
            return plain("x").renameTo(to) + " " + to.length();
        });
        of("rename to a missing directory", () -> plain("x").renameTo(new File(none().toFile(), "y")));
        of("rename what is not there", () -> none().toFile().renameTo(none().toFile()));
        of("rename a directory into itself", () -> {
            File f = folder().toFile();
            return f.renameTo(new File(f, "sub"));
        });
        of("rename a directory over an empty one", () -> folder("x").toFile().renameTo(folder().toFile()));
        of("rename a directory over a full one", () -> folder("x").toFile().renameTo(folder("y").toFile()));
        of("rename a file over a directory", () -> plain("x").renameTo(folder().toFile()));
        of("rename to itself", () -> {
            File f = plain("x");
            return f.renameTo(f) + " " + f.exists();
        });
        of("set the time", () -> {
            File f = plain("x");
            return f.setLastModified(1_000_000_123L) + " " + f.lastModified();
        });
        of("set the time of nothing", () -> none().toFile().setLastModified(5));
        of("set a negative time", () -> plain("x").setLastModified(-1));
        of("a file deleted while open", () -> {
            File f = plain("still here");
            try (java.io.FileInputStream in = new java.io.FileInputStream(f)) {
                return f.delete() + " " + f.exists() + " " + new String(in.readAllBytes());
            }
        });
    }

    private void permissions() {
        of("read-only", () -> {
            File f = plain("x");
            return f.setReadOnly() + " " + mode(f);
        });
        of("read-only nothing", () -> none().toFile().setReadOnly());
        of("writable", () -> {
            File f = plain("x");
            return f.setWritable(false) + mode(f) + f.setWritable(true) + mode(f) + f.setWritable(true, false) + mode(f) + f.setWritable(false, true) + mode(f);
        });
        of("readable", () -> {
            File f = plain("x");
            return f.setReadable(false) + mode(f) + f.setReadable(true) + mode(f) + f.setReadable(true, false) + mode(f) + f.setReadable(false, true) + mode(f);
        });
        of("executable", () -> {
            File f = plain("x");
            return f.setExecutable(true) + mode(f) + f.setExecutable(true, false) + mode(f) + f.setExecutable(false, true) + mode(f) + f.setExecutable(false) + mode(f) + f.canExecute();
        });
        of("permissions of nothing", () -> none().toFile().setWritable(true) + " " + none().toFile().setReadable(true, false) + " " + none().toFile().setExecutable(false));
    }

    private static String mode(File f) throws IOException {
        return " " + java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(f.toPath())) + " ";
    }

    private void space() {
        of("space", () -> {
            File f = directory().toFile();
            return (f.getTotalSpace() > 0) + " " + (f.getFreeSpace() > 0) + " " + (f.getUsableSpace() <= f.getFreeSpace()) + " "
                    + (f.getFreeSpace() < f.getTotalSpace());
        });
        of("space of nothing", () -> none().toFile().getTotalSpace() + " " + none().toFile().getFreeSpace() + " " + none().toFile().getUsableSpace());
    }
}
