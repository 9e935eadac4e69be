package apps.disk.parity;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.DosFileAttributeView;
import java.nio.file.attribute.DosFileAttributes;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.FileStoreAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.EnumSet;
import java.util.Map;
import java.util.TreeSet;

/** Attributes of files, by name and by view, and {@code FileStore}. */
final class AttributeCases extends FileCases {
    private static final FileTime T1 = FileTime.fromMillis(1_000_000_001_234L);
    private static final FileTime T2 = FileTime.fromMillis(1_500_000_005_678L);

    AttributeCases() throws IOException {}

    @Override
    void all() {
        basic();
        posix();
        owner();
        dos();
        user();
        byName();
        stores();
    }

    private void basic() {
        of("of a file", () -> about(Files.readAttributes(file("abc"), BasicFileAttributes.class)));
        of("of a directory", () -> about(Files.readAttributes(folder(), BasicFileAttributes.class)).replaceAll("\\d+", "N"));
        of("of a link", () -> about(Files.readAttributes(Files.createSymbolicLink(none(), Path.of("abcd")), BasicFileAttributes.class, NOFOLLOW_LINKS)));
        of("of a link's target", () -> about(Files.readAttributes(Files.createSymbolicLink(none(), file("x")), BasicFileAttributes.class)));
        of("of a device", () -> about(Files.readAttributes(Path.of("/dev/null"), BasicFileAttributes.class)));
        of("of nothing", () -> Files.readAttributes(none(), BasicFileAttributes.class));
        of("of a broken link", () -> Files.readAttributes(Files.createSymbolicLink(none(), none()), BasicFileAttributes.class));
        of("of an unknown class", () -> Files.readAttributes(file("x"), OtherAttributes.class));
        of("key", () -> {
            Path a = file("x");
            Object key = Files.readAttributes(a, BasicFileAttributes.class).fileKey();
            return key.equals(Files.readAttributes(Files.createLink(none(), a), BasicFileAttributes.class).fileKey()) + " "
                    + key.equals(Files.readAttributes(file("x"), BasicFileAttributes.class).fileKey()) + " "
                    + key.toString().matches("\\(dev=[0-9a-f]+,ino=\\d+\\)");
        });
        of("view", () -> {
            Path path = file("x");
            BasicFileAttributeView view = Files.getFileAttributeView(path, BasicFileAttributeView.class);
            view.setTimes(T1, T2, null);
            BasicFileAttributes attributes = view.readAttributes();
            return view.name() + " " + attributes.lastModifiedTime() + " " + attributes.lastAccessTime() + " "
                    + attributes.creationTime().equals(Files.getAttribute(path, "creationTime"));
        });
        of("view with only the modified time", () -> {
            Path path = file("x");
            BasicFileAttributeView view = Files.getFileAttributeView(path, BasicFileAttributeView.class);
            view.setTimes(T1, T2, T1);
            view.setTimes(T2, null, null);
            view.setTimes(null, null, null);
            return view.readAttributes().lastModifiedTime() + " " + view.readAttributes().lastAccessTime();
        });
        of("view of a link", () -> {
            Path link = Files.createSymbolicLink(none(), file("x"));
            BasicFileAttributeView view = Files.getFileAttributeView(link, BasicFileAttributeView.class, NOFOLLOW_LINKS);
            view.setTimes(T1, T1, null);
            return view.readAttributes().lastModifiedTime() + " " + Files.getLastModifiedTime(link).equals(T1);
        });
        does("view of nothing", () -> Files.getFileAttributeView(none(), BasicFileAttributeView.class).setTimes(T1, null, null));
        of("modified time", () -> {
            Path path = file("x");
            return Files.getLastModifiedTime(Files.setLastModifiedTime(path, T1)) + " " + Files.getLastModifiedTime(path, NOFOLLOW_LINKS);
        });
        of("modified time in nanoseconds", () -> Files.getLastModifiedTime(Files.setLastModifiedTime(file("x"), FileTime.from(java.time.Instant.ofEpochSecond(5, 123_456_789)))));
        of("modified time before 1970", () -> Files.getLastModifiedTime(Files.setLastModifiedTime(file("x"), FileTime.fromMillis(-1))));
        of("modified time of nothing", () -> Files.getLastModifiedTime(none()));
        of("set the modified time of nothing", () -> Files.setLastModifiedTime(none(), T1));
        of("writing moves the time", () -> {
            Path path = Files.setLastModifiedTime(file("x"), T1);
            Files.writeString(path, "y");
            return Files.getLastModifiedTime(path).compareTo(T1) > 0;
        });
        of("making a file moves the directory's time", () -> {
            Path path = Files.setLastModifiedTime(folder(), T1);
            Files.createFile(path.resolve("x"));
            return Files.getLastModifiedTime(path).compareTo(T1) > 0;
        });
        of("reading does not move the modified time", () -> {
            Path path = Files.setLastModifiedTime(file("x"), T1);
            Files.readString(path);
            return Files.getLastModifiedTime(path);
        });
        of("truncation to the same length moves the time", () -> {
            Path path = Files.setLastModifiedTime(file("x"), T1);
            Files.write(path, new byte[0]);
            return Files.getLastModifiedTime(path).compareTo(T1) > 0;
        });
        of("an empty write does not move the time", () -> {
            Path path = Files.setLastModifiedTime(file("x"), T1);
            try (var channel = Files.newByteChannel(path, java.nio.file.StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.allocate(0));
            }
            return Files.getLastModifiedTime(path);
        });
        of("permissions move the change time", () -> {
            Path path = file("x");
            Object before = Files.getAttribute(path, "unix:ctime");
            Thread.sleep(20);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
            return before.equals(Files.getAttribute(path, "unix:ctime")) + " " + Files.getLastModifiedTime(path).equals(before);
        });
    }

    private interface OtherAttributes extends BasicFileAttributes {
    }

    private static String about(BasicFileAttributes a) {
        return a.size() + " " + a.isRegularFile() + " " + a.isDirectory() + " " + a.isSymbolicLink() + " " + a.isOther() + " "
                + (a.lastModifiedTime().toMillis() > 0) + " " + (a.lastAccessTime().toMillis() > 0) + " " + (a.creationTime().toMillis() > 0) + " "
                + (a.fileKey() != null);
    }

    private void posix() {
        of("POSIX", () -> {
            PosixFileAttributes a = Files.readAttributes(file("x"), PosixFileAttributes.class);
            return PosixFilePermissions.toString(a.permissions()) + " " + a.owner().getName().equals(System.getProperty("user.name")) + " "
                    + !a.group().getName().isEmpty();
        });
        of("POSIX view", () -> {
            Path path = file("x");
            PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
            view.setPermissions(EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.GROUP_EXECUTE));
            view.setTimes(T1, null, null);
            view.setGroup(view.readAttributes().group());
            view.setOwner(view.getOwner());
            return view.name() + " " + PosixFilePermissions.toString(view.readAttributes().permissions()) + " " + view.readAttributes().lastModifiedTime();
        });
        of("POSIX view of a link", () -> {
            PosixFileAttributeView view = Files.getFileAttributeView(Files.createSymbolicLink(none(), file("x")), PosixFileAttributeView.class, NOFOLLOW_LINKS);
            String before = PosixFilePermissions.toString(view.readAttributes().permissions());
            view.setPermissions(EnumSet.of(PosixFilePermission.OWNER_READ));
            return before;
        });
        of("permissions", () -> {
            Path path = file("x");
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("r-x-w---x"));
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        });
        of("permissions of a directory", () -> PosixFilePermissions.toString(Files.getPosixFilePermissions(
                Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxr-x---")))));
        of("permissions of nothing", () -> Files.getPosixFilePermissions(none()));
        of("set permissions of nothing", () -> Files.setPosixFilePermissions(none(), EnumSet.noneOf(PosixFilePermission.class)));
        of("set permissions to null", () -> Files.setPosixFilePermissions(file("x"), null));
        of("the mode", () -> {
            Path path = file("x");
            Files.setAttribute(path, "unix:mode", 0751);
            return Integer.toOctalString((int) Files.getAttribute(path, "unix:mode"));
        });
        of("the special bits", () -> {
            Path path = folder();
            Files.setAttribute(path, "unix:mode", 01777);
            return Integer.toOctalString((int) Files.getAttribute(path, "unix:mode"));
        });
    }

    private void owner() {
        of("owner", () -> {
            Path path = file("x");
            UserPrincipal owner = Files.getOwner(path);
            return Files.setOwner(path, owner).equals(path) + " " + owner.getName().equals(System.getProperty("user.name")) + " " + owner.equals(Files.getOwner(path));
        });
        of("owner of nothing", () -> Files.getOwner(none()));
        of("owner view", () -> {
            FileOwnerAttributeView view = Files.getFileAttributeView(file("x"), FileOwnerAttributeView.class);
            view.setOwner(view.getOwner());
            return view.name() + " " + view.getOwner().equals(Files.getOwner(directory()));
        });
        of("owner set to null", () -> Files.setOwner(file("x"), null));
        of("principals", () -> {
            UserPrincipalLookupService service = directory().getFileSystem().getUserPrincipalLookupService();
            UserPrincipal me = service.lookupPrincipalByName(System.getProperty("user.name"));
            return me.equals(Files.getOwner(directory())) + " " + service.lookupPrincipalByName("4711").getName() + " " + service.lookupPrincipalByGroupName("4712").getName();
        });
        of("unknown principal", () -> {
            try {
                return directory().getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody-like-this");
            } catch (UserPrincipalNotFoundException e) {
                return e.getName() + " " + e.getMessage();
            }
        });
        of("unknown group", () -> directory().getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName("nobody-like-this"));
        of("access control lists", () -> Files.getFileAttributeView(file("x"), AclFileAttributeView.class));
    }

    private void dos() {
        of("DOS", () -> about(Files.readAttributes(file("x"), DosFileAttributes.class)));
        of("DOS view", () -> {
            DosFileAttributeView view = Files.getFileAttributeView(file("x"), DosFileAttributeView.class);
            view.setReadOnly(true);
            view.setHidden(true);
            String first = about(view.readAttributes());
            view.setSystem(true);
            view.setArchive(true);
            view.setHidden(false);
            view.setTimes(T1, null, null);
            return view.name() + " " + first + " " + about(view.readAttributes()) + " " + view.readAttributes().lastModifiedTime();
        });
        of("DOS view of nothing", () -> Files.getFileAttributeView(none(), DosFileAttributeView.class).readAttributes());
        does("DOS view set of nothing", () -> Files.getFileAttributeView(none(), DosFileAttributeView.class).setHidden(true));
        of("DOS by name", () -> {
            Path path = file("x");
            Files.setAttribute(path, "dos:hidden", true);
            return Files.getAttribute(path, "dos:hidden") + " " + Files.isHidden(path) + " " + Files.getAttribute(path, "dos:system");
        });
        of("DOS archive through the user's view", () -> {
            Path path = file("x");
            Files.setAttribute(path, "dos:archive", true);
            return Files.getFileAttributeView(path, UserDefinedFileAttributeView.class).list();
        });
    }

    private static String about(DosFileAttributes a) {
        return a.isReadOnly() + " " + a.isHidden() + " " + a.isArchive() + " " + a.isSystem();
    }

    private UserDefinedFileAttributeView view(Path path) {
        return Files.getFileAttributeView(path, UserDefinedFileAttributeView.class);
    }

    private void user() {
        of("user's view", () -> {
            UserDefinedFileAttributeView view = view(file("x"));
            String before = view.name() + " " + view.list();
            int written = view.write("colour", bytes("green"));
            view.write("shape", ByteBuffer.allocateDirect(3));
            ByteBuffer in = ByteBuffer.allocate(10);
            int read = view.read("colour", in);
            return before + " " + written + " " + view.size("colour") + " " + read + text(in) + " " + new TreeSet<>(view.list()) + " " + view.size("shape");
        });
        of("user's attribute replaced", () -> {
            UserDefinedFileAttributeView view = view(file("x"));
            view.write("a", bytes("long value"));
            view.write("a", bytes("s"));
            return view.size("a") + " " + view.list();
        });
        of("user's attribute deleted", () -> {
            UserDefinedFileAttributeView view = view(file("x"));
            view.write("a", bytes("v"));
            view.delete("a");
            return view.list();
        });
        of("user's attribute that is not there", () -> view(file("x")).size("none"));
        of("user's attribute read that is not there", () -> view(file("x")).read("none", ByteBuffer.allocate(1)));
        does("user's attribute deleted that is not there", () -> view(file("x")).delete("none"));
        of("user's attribute into too little room", () -> {
            UserDefinedFileAttributeView view = view(file("x"));
            view.write("a", bytes("value"));
            return view.read("a", ByteBuffer.allocate(2));
        });
        of("user's attribute into direct memory", () -> {
            UserDefinedFileAttributeView view = view(file("x"));
            view.write("a", bytes("value"));
            ByteBuffer in = ByteBuffer.allocateDirect(20).position(3);
            return view.read("a", in) + " " + in.position();
        });
        of("user's attribute that is empty", () -> {
            UserDefinedFileAttributeView view = view(file("x"));
            view.write("a", ByteBuffer.allocate(0));
            return view.size("a") + " " + view.read("a", ByteBuffer.allocate(2)) + " " + view.list();
        });
        of("user's attribute with a long name", () -> view(file("x")).write("n".repeat(256), bytes("v")));
        of("user's attribute with the longest name", () -> view(file("x")).write("n".repeat(250), bytes("v")));
        of("user's attribute with an empty name", () -> view(file("x")).write("", bytes("v")));
        of("user's attribute with no name", () -> view(file("x")).write(null, bytes("v")));
        of("user's attribute that is too large", () -> view(file("x")).write("a", ByteBuffer.allocate(70_000)));
        of("user's attributes of nothing", () -> view(none()).list());
        of("user's attribute of nothing", () -> view(none()).write("a", bytes("v")));
        of("user's attributes of a directory", () -> {
            UserDefinedFileAttributeView view = view(folder());
            return view.write("a", bytes("v")) + " " + view.list();
        });
        of("user's attributes through a link", () -> {
            Path path = file("x");
            view(Files.createSymbolicLink(none(), path)).write("a", bytes("v"));
            return view(path).list();
        });
        of("user's attributes of a link itself", () -> Files.getFileAttributeView(Files.createSymbolicLink(none(), file("x")),
                UserDefinedFileAttributeView.class, NOFOLLOW_LINKS).list());
        of("user's attribute by name", () -> {
            Path path = file("x");
            Files.setAttribute(path, "user:a", "bytes".getBytes());
            Files.setAttribute(path, "user:b", bytes("buffer"));
            return new String((byte[]) Files.getAttribute(path, "user:a")) + new String((byte[]) Files.getAttribute(path, "user:b")) + " "
                    + new TreeSet<>(Files.readAttributes(path, "user:*").keySet()) + " " + Files.readAttributes(path, "user:a").keySet();
        });
        of("user's attribute of a wrong type", () -> Files.setAttribute(file("x"), "user:a", 5));
        of("user's attributes stay with the file", () -> {
            Path path = file("x");
            view(path).write("a", bytes("v"));
            return view(Files.move(path, none())).list() + " " + view(Files.writeString(path, "new")).list();
        });
        of("user's attributes move the change time", () -> {
            Path path = file("x");
            Object before = Files.getAttribute(path, "unix:ctime");
            Thread.sleep(20);
            view(path).write("a", bytes("v"));
            return before.equals(Files.getAttribute(path, "unix:ctime")) + " " + Files.getLastModifiedTime(path).equals(before);
        });
    }

    private void byName() {
        of("names of basic attributes", () -> new TreeSet<>(Files.readAttributes(file("x"), "*").keySet()));
        of("names of POSIX attributes", () -> new TreeSet<>(Files.readAttributes(file("x"), "posix:*").keySet()));
        of("names of Unix attributes", () -> new TreeSet<>(Files.readAttributes(file("x"), "unix:*").keySet()));
        of("names of DOS attributes", () -> new TreeSet<>(Files.readAttributes(file("x"), "dos:*").keySet()));
        of("names of owner attributes", () -> Files.readAttributes(file("x"), "owner:*").keySet());
        of("some", () -> Files.readAttributes(file("abc"), "size,isDirectory").toString().length());
        of("an unknown one", () -> Files.readAttributes(file("x"), "size,colour"));
        of("an unknown view", () -> Files.readAttributes(file("x"), "colour:*"));
        of("no name", () -> Files.readAttributes(file("x"), ""));
        of("get", () -> Files.getAttribute(file("abc"), "size") + " " + Files.getAttribute(file("x"), "basic:isOther") + " " + Files.getAttribute(file("x"), "unix:nlink")
                + " " + Files.getAttribute(file("x"), "posix:permissions") + " " + Files.getAttribute(file("x"), "unix:rdev"));
        of("get an unknown one", () -> Files.getAttribute(file("x"), "colour"));
        of("get several", () -> Files.getAttribute(file("x"), "size,isOther"));
        of("set the time", () -> Files.getLastModifiedTime(Files.setAttribute(file("x"), "lastModifiedTime", T1)));
        of("set the access time", () -> Files.getAttribute(Files.setAttribute(file("x"), "lastAccessTime", T2), "lastAccessTime"));
        does("set the creation time", () -> Files.setAttribute(file("x"), "creationTime", T2));
        of("set the size", () -> Files.setAttribute(file("x"), "size", 5L));
        of("set the time to a number", () -> Files.setAttribute(file("x"), "lastModifiedTime", 5L));
        of("set of nothing", () -> Files.setAttribute(none(), "lastModifiedTime", T1));
        of("set permissions", () -> PosixFilePermissions.toString(Files.getPosixFilePermissions(
                Files.setAttribute(file("x"), "posix:permissions", PosixFilePermissions.fromString("rwx------")))));
        of("inode numbers", () -> {
            Map<String, Object> a = Files.readAttributes(file("x"), "unix:ino,dev,uid,gid");
            return ((long) a.get("ino") > 0) + " " + a.get("dev").equals(Files.getAttribute(directory(), "unix:dev")) + " "
                    + a.get("uid").equals(Files.getAttribute(directory(), "unix:uid")) + " " + a.get("gid").equals(Files.getAttribute(directory(), "unix:gid"));
        });
        of("links of a directory", () -> Files.getAttribute(folder("a/", "b/", "c"), "unix:nlink"));
    }

    private void stores() {
        of("store", () -> {
            FileStore store = Files.getFileStore(directory());
            return !store.name().isEmpty() + " " + !store.type().isEmpty() + " " + store.isReadOnly() + " " + (store.getTotalSpace() > store.getUsableSpace())
                    + " " + (store.getUnallocatedSpace() >= store.getUsableSpace()) + " " + store.getBlockSize() + " " + store.toString().endsWith(")");
        });
        of("store of nothing", () -> Files.getFileStore(none()));
        of("store's views", () -> {
            FileStore store = Files.getFileStore(file("x"));
            return store.supportsFileAttributeView(BasicFileAttributeView.class) + " " + store.supportsFileAttributeView(PosixFileAttributeView.class) + " "
                    + store.supportsFileAttributeView("user") + " " + store.supportsFileAttributeView(DosFileAttributeView.class) + " "
                    + store.supportsFileAttributeView("acl") + " " + store.supportsFileAttributeView("owner") + " " + store.supportsFileAttributeView("unix") + " "
                    + store.supportsFileAttributeView("none");
        });
        of("store's attributes", () -> {
            FileStore store = Files.getFileStore(file("x"));
            return store.getAttribute("totalSpace").equals(store.getTotalSpace()) + " " + ((long) store.getAttribute("usableSpace") > 0) + " "
                    + ((long) store.getAttribute("unallocatedSpace") > 0) + " " + store.getFileStoreAttributeView(FileStoreAttributeView.class);
        });
        of("store's unknown attribute", () -> Files.getFileStore(file("x")).getAttribute("colour"));
        of("one store", () -> Files.getFileStore(directory()).equals(Files.getFileStore(file("x"))) + " "
                + (Files.getFileStore(directory()).hashCode() == Files.getFileStore(file("x")).hashCode()));
        of("space is used up", () -> {
            FileStore store = Files.getFileStore(directory());
            long before = store.getUnallocatedSpace();
            Path path = none();
            byte[] data = new byte[20_000_000];
            java.util.Arrays.fill(data, (byte) 1);
            Files.write(path, data);
            try (var channel = java.nio.channels.FileChannel.open(path, java.nio.file.StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            long after = store.getUnallocatedSpace();
            Files.delete(path);
            return before - after > 10_000_000;
        });
    }
}
