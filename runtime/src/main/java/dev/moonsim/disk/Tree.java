package dev.moonsim.disk;

import static dev.moonsim.disk.ErrnoException.EACCES;
import static dev.moonsim.disk.ErrnoException.ELOOP;
import static dev.moonsim.disk.ErrnoException.ENOENT;
import static dev.moonsim.disk.ErrnoException.ENOTDIR;

import dev.moonsim.decide.Decisions;
import dev.moonsim.net.Network;
import dev.moonsim.node.Node;
import dev.moonsim.run.AllowedEscape;
import dev.moonsim.run.Simulation;
import dev.moonsim.trace.Trace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The names on a disk: what of the host shows through, and where a path leads. */
final class Tree {
    /** Time stamp of the host's files: the start of 2025, UTC. */
    static final long HOST_TIME = 1_735_689_600_000_000_000L;
    /** Numbers of the host's files have this bit. */
    static final long HOST_INODES = 1L << 62;
    private static final int MAX_LINKS_FOLLOWED = 40;
    private static final int MAX_NAME = 255;

    /** A directory, a name in it and what is there; null where nothing is. */
    record Place(Directory directory, String name, Inode inode) {
    }

    private final Disk disk;
    private final Simulation simulation;
    private final Node node;
    private final OpenFile[] devices = new OpenFile[Device.Source.values().length];
    /** See {@link #ownFile}. */
    private final List<RegularFile> ownFiles = new ArrayList<>(4);
    /** Of the host, but not shown. */
    private final Set<String> hidden = new HashSet<>();
    private Directory root;
    private long inodes = 1;

    Tree(Disk disk, Simulation simulation, Node node) {
        this.disk = disk;
        this.simulation = simulation;
        this.node = node;
    }

    /** The number of a file that comes into being. */
    long nextNumber() {
        return inodes++;
    }

    OpenFile device(Device.Source source) {
        root();
        return devices[source.ordinal()];
    }

    /** Everything is gone but what the host shows. */
    void wipe() {
        root = null;
        ownFiles.clear();
    }

    // ---- copies ----

    /** For {@link #copyFrom}. */
    Tree emptyCopy(Disk owner) {
        return new Tree(owner, simulation, node);
    }

    void copyFrom(Tree other, UnaryOperator<Inode> copies) {
        ownFiles.clear();
        root = (Directory) copies.apply(other.root());
        other.ownFiles.forEach(file -> ownFiles.add((RegularFile) copies.apply(file)));
        inodes = other.inodes;
        hidden.addAll(other.hidden);
    }

    // ---- where a path leads ----

    /** Walks a path. The last name need not exist, everything before must. */
    Place find(Directory start, String path, boolean followLast) throws ErrnoException {
        if (path.isEmpty()) {
            throw new ErrnoException(ENOENT);
        }
        if (start == null && path.charAt(0) != '/') {
            path = workingDirectory() + "/" + path;
        }
        return walk(start == null ? root() : start, path, followLast, new int[1]);
    }

    private Place walk(Directory directory, String path, boolean followLast, int[] linksFollowed) throws ErrnoException {
        if (path.startsWith("/")) {
            directory = root();
        }
        Place place = new Place(directory.parent(), ".", directory);
        int length = path.length();
        for (int at = 0; at < length; ) {
            if (path.charAt(at) == '/') {
                at++;
                continue;
            }
            int end = path.indexOf('/', at);
            if (end < 0) {
                end = length;
            }
            if (!(place.inode instanceof Directory in)) {
                throw new ErrnoException(place.inode == null ? ENOENT : ENOTDIR);
            }
            String name = path.substring(at, end);
            at = end;
            if (name.equals(".")) {
                continue;
            }
            if (name.equals("..")) {
                place = new Place(in.parent(), ".", in.parent());
                continue;
            }
            if (name.length() > MAX_NAME) {
                throw new ErrnoException(ErrnoException.ENAMETOOLONG);
            }
            if (!in.allows(1)) {
                throw new ErrnoException(EACCES);
            }
            place = new Place(in, name, lookup(in, name));
            if (place.inode instanceof SymbolicLink link && (end < length || followLast)) {
                if (++linksFollowed[0] > MAX_LINKS_FOLLOWED) {
                    throw new ErrnoException(ELOOP);
                }
                place = walk(in, link.target(), true, linksFollowed);
            }
        }
        return place;
    }

    /** What is under a name, or null. */
    Inode lookup(Directory directory, String name) {
        Inode inode = directory.entry(name);
        if (inode == null && directory.hostPath() != null) {
            String hostPath = directory.hostPath().equals("/") ? "/" + name : directory.hostPath() + "/" + name;
            inode = fromHost(hostPath);
            if (inode != null) {
                directory.cacheFromHost(name, inode);
            }
        } else if (inode == null && directory.isGiven()) {
            simulation.hostFiles().missed(directory.path(name));
        }
        return inode == Directory.WHITEOUT ? null : inode;
    }

    /** What the host shows under an absolute path, or null. */
    Inode fromHost(String path) {
        String own = ownFile(path);
        if (own != null) {
            RegularFile file = new RegularFile(disk, Trace.hash(path) & Long.MAX_VALUE | HOST_INODES, 0644, HOST_TIME);
            file.fill(own.getBytes(StandardCharsets.US_ASCII));
            ownFiles.add(file);
            return file;
        }
        HostTree.Entry entry = hidden.contains(path) ? null : simulation.hostFiles().look(path);
        if (entry == null) {
            return null;
        }
        // Not counted: an initialiser of the JDK that looks at a file runs in the first run of a JVM only.
        long number = Trace.hash(relative(path)) & Long.MAX_VALUE | HOST_INODES;
        long time = AllowedEscape.HOST_FILE_TIMES.isAllowed() ? entry.modified() : HOST_TIME;
        if (entry.type() == Inode.DIRECTORY) {
            return new Directory(number, 0755, time, path);
        }
        if (entry.type() == Inode.SYMLINK) {
            return new SymbolicLink(number, entry.target(), time);
        }
        return new RegularFile(disk, number, entry.executable() ? 0755 : 0644, time, path, entry.size());
    }

    /** What files say that tell a machine who it is and whom it asks for names; null for all others. */
    private String ownFile(String path) {
        return switch (path) {
            case "/etc/hostname" -> node.name() + "\n";
            case "/etc/hosts" -> "127.0.0.1\tlocalhost\n" + node.spec().ip() + "\t" + node.name() + "\n";
            case "/etc/machine-id" -> "%016x%016x\n".formatted(Trace.hash(node.name()), Decisions.mix(Trace.hash(node.name())));
            case "/etc/resolv.conf" -> "nameserver " + Network.nameServer() + "\n";
            default -> null;
        };
    }

    /** The names in a directory, sorted by their bytes, without "." and "..". */
    List<String> list(Directory directory) throws ErrnoException {
        TreeMap<String, Inode> names = new TreeMap<>();
        if (directory.hostPath() != null) {
            for (String name : HostTree.list(directory.hostPath())) {
                if (directory == root() || directory.entry(name) != null || lookup(directory, name) != null) {
                    names.put(name, directory);
                }
            }
            simulation.hostFiles().listed(directory.hostPath(), relative(directory.hostPath()), names.keySet());
        }
        directory.visible().forEach((name, inode) -> {
            if (inode == Directory.WHITEOUT) {
                names.remove(name);
            } else {
                names.put(name, inode);
            }
        });
        return new ArrayList<>(names.keySet());
    }

    /** The files that programs have made or changed, in order of path. */
    List<RegularFile> filesOfPrograms() {
        List<RegularFile> files = new ArrayList<>();
        collect(root(), files);
        files.removeAll(ownFiles);
        return files;
    }

    private static void collect(Directory directory, List<RegularFile> files) {
        for (Inode inode : directory.known()) {
            if (inode instanceof Directory inside) {
                collect(inside, files);
            } else if (inode instanceof RegularFile file && file.hostPath() == null) {
                files.add(file);
            }
        }
    }

    /** Made when it is first asked for. */
    Directory root() {
        if (root == null) {
            root = new Directory(inodes++, 0755, HOST_TIME, "/");
            for (Node process : disk.nodes()) {
                Path base = process.program().workingDirectory();
                for (String path : simulation.scenario().disk().host().hide()) {
                    hidden.add(Encoding.fromProgram(base.resolve(path).normalize().toString()));
                }
            }
            FirstTree.fill(root, disk, simulation, node, this, devices);
        }
        return root;
    }

    /** What relative paths start from. */
    String workingDirectory() {
        return Encoding.fromProgram(disk.caller().program().workingDirectory().toString());
    }

    /** A path without the working directory in front: the same wherever the checkout of a project lies. */
    String relative(String path) {
        String base = workingDirectory();
        return path.startsWith(base + "/") ? path.substring(base.length() + 1) : path;
    }
}
