package apps.disk;

import static apps.disk.Transcript.attempt;

import java.io.File;
import java.io.FileWriter;
import java.io.IOException;
import java.util.Arrays;

/** {@code java.io.File}. */
public final class FileBody {
    private FileBody() {}

    public static void main(String[] args) throws Exception {
        File file = new File("file.txt");
        attempt("exists", file::exists);
        attempt("create", file::createNewFile);
        attempt("create again", file::createNewFile);
        attempt("create in nothing", () -> new File("nope/x").createNewFile());
        write(file, "0123456789");
        attempt("length", file::length);
        attempt("kinds", () -> file.isFile() + " " + file.isDirectory() + " " + file.isHidden() + " "
                + new File(".hidden").isHidden());
        attempt("absolute", file::getAbsolutePath);
        attempt("canonical", () -> new File("./x/../file.txt").getCanonicalPath());
        attempt("canonical missing", () -> new File("no/./such/../thing").getCanonicalPath());
        attempt("canonical root", () -> new File("/..").getCanonicalPath());
        attempt("empty", () -> new File("").getAbsolutePath() + " " + new File("").exists());
        attempt("parent", () -> file.getAbsoluteFile().getParent());
        attempt("access", () -> file.canRead() + " " + file.canWrite() + " " + file.canExecute());
        attempt("executable", () -> file.setExecutable(true) + " " + file.canExecute());
        attempt("modified", () -> file.setLastModified(1_600_000_000_000L) + " " + file.lastModified());
        attempt("modified missing", () -> new File("nope").setLastModified(1) + " " + new File("nope").lastModified());
        File directory = new File("directory/sub");
        attempt("mkdir", directory::mkdir);
        attempt("mkdirs", directory::mkdirs);
        attempt("mkdirs again", directory::mkdirs);
        write(new File(directory, "b"), "");
        write(new File(directory, "a"), "");
        attempt("list", () -> {
            String[] names = directory.list();
            Arrays.sort(names);
            return Arrays.toString(names);
        });
        attempt("list filtered", () -> Arrays.toString(directory.listFiles((d, name) -> name.equals("a"))));
        attempt("list a file", () -> Arrays.toString(file.list()));
        attempt("delete full", () -> new File("directory").delete());
        attempt("rename", () -> file.renameTo(new File(directory, "moved")));
        attempt("rename missing", () -> file.renameTo(new File("x")));
        attempt("renamed", () -> file.exists() + " " + new File(directory, "moved").length());
        attempt("rename directory", () -> directory.renameTo(new File("elsewhere")));
        attempt("below", () -> new File("elsewhere/moved").isFile());
        attempt("delete", () -> new File("elsewhere/moved").delete() + " " + new File("elsewhere/moved").delete());
        attempt("space", () -> new File(".").getTotalSpace() >= new File(".").getFreeSpace());
        attempt("temporary", () -> {
            File temporary = File.createTempFile("abc", null, new File("."));
            temporary.deleteOnExit();
            return temporary.getName().startsWith("abc") + " " + temporary.length();
        });
        attempt("path", () -> new File("a//b/").toPath() + " " + new File("a").compareTo(new File("b")));
        attempt("url", () -> new File("elsewhere").toURI().toString().endsWith("/elsewhere/"));
    }

    private static void write(File file, String text) throws IOException {
        try (FileWriter writer = new FileWriter(file)) {
            writer.write(text);
        }
    }
}
