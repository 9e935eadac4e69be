package dev.moonsim.disk;

import dev.moonsim.decide.DecisionStream;
import dev.moonsim.decide.Domain;
import dev.moonsim.node.Node;
import dev.moonsim.node.Program;
import dev.moonsim.run.Simulation;
import dev.moonsim.sched.Task;
import dev.moonsim.trace.Trace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import jdk.internal.misc.VM;

/**
 * What a disk has at first: the host's directories, which show through, but those of {@link StateDirectories}, which are empty but for
 * what the command lines of its processes name; devices; and the directories that a process counts on.
 */
final class FirstTree {
    /** What {@code user.home} names. */
    private static final String HOME = "/home/moonsim";
    private static final int STICKY = 01777;
    /** Agents' jars, which the JVM appends to the class path. */
    private static final List<String> AGENTS = agents();

    private final Disk disk;
    private final Simulation simulation;
    private final Node node;
    private final Tree tree;
    private final Directory root;

    private static List<String> agents() {
        List<String> agents = new ArrayList<>();
        String option = "-javaagent:";
        Task task = Task.enterHost(); // a disk is made when a task first asks for it
        for (String argument : VM.getRuntimeArguments()) {
            if (argument.startsWith(option)) {
                agents.add(Path.of(argument.substring(option.length()).split("=", 2)[0]).toAbsolutePath().toString());
            }
        }
        Task.leaveHost(task);
        return agents;
    }

    private FirstTree(Disk disk, Simulation simulation, Node node, Tree tree, Directory root) {
        this.disk = disk;
        this.simulation = simulation;
        this.node = node;
        this.tree = tree;
        this.root = root;
    }

    /** Fills a root that has nothing but the host's. */
    static void fill(Directory root, Disk disk, Simulation simulation, Node node, Tree tree, OpenFile[] devices) {
        new FirstTree(disk, simulation, node, tree, root).fill(devices);
    }

    private void fill(OpenFile[] devices) {
        root.give();
        Directory tmp = new Directory(tree.nextNumber(), STICKY, Tree.HOST_TIME, null);
        tmp.give();
        root.install("tmp", tmp);
        root.install("proc", Directory.WHITEOUT);
        root.install("sys", Directory.WHITEOUT);
        Directory dev = new Directory(tree.nextNumber(), 0755, Tree.HOST_TIME, null);
        root.install("dev", dev);
        DecisionStream random = simulation.decisions().stream(Domain.RANDOM, ~(long) node.index());
        for (Device.Source source : Device.Source.values()) {
            Device device = new Device(tree.nextNumber(), source, random, Tree.HOST_TIME);
            dev.install(source.fileName(), device);
            devices[source.ordinal()] = new OpenFile(disk, device, null, OpenFile.O_RDWR);
        }
        for (String path : StateDirectories.DIRECTORIES) {
            int slash = path.lastIndexOf('/');
            Directory in = slash == 0 ? root : (Directory) root.entry(path.substring(1, slash));
            in.install(path.substring(slash + 1), empty(path, path.endsWith("/tmp") || path.endsWith("/lock") ? STICKY : 0755));
        }
        Directory var = (Directory) root.entry("var");
        var.install("run", new SymbolicLink(number("/var/run"), "/run", Tree.HOST_TIME));
        var.install("lock", new SymbolicLink(number("/var/lock"), "/run/lock", Tree.HOST_TIME));
        for (String path : visible()) {
            show(path);
        }
        for (Node process : disk.nodes()) {
            provide(Encoding.fromProgram(process.program().workingDirectory().toString()));
        }
        provide(HOME);
    }

    /** As that of the host's directory, if there is one: what a node creates later has the same number on every machine. */
    private static long number(String path) {
        return Trace.hash(path) & Long.MAX_VALUE | Tree.HOST_INODES;
    }

    private static Directory empty(String path, int mode) {
        Directory directory = new Directory(number(path), mode, Tree.HOST_TIME, null);
        directory.give();
        return directory;
    }

    /**
     * What shows within the directories that are empty else: what a scenario says, the class path, the working directory, the JDK, and
     * files that arguments and properties name; a directory that they name may as well be where the program stores. Sorted, so that
     * a directory comes before what lies in it.
     */
    private Iterable<String> visible() {
        List<String> candidates = new ArrayList<>(simulation.scenario().disk().host().show());
        List<String> named = new ArrayList<>();
        for (Node process : disk.nodes()) {
            for (Program program : process.spec().programs()) {
                if (program.workingDirectory() != null) {
                    candidates.add(program.workingDirectory().toString());
                }
                for (Path entry : program.classPath()) {
                    candidates.add(entry.toString());
                }
                for (String arg : program.args()) {
                    named.add(arg);
                    named.add(arg.substring(arg.indexOf('=') + 1));
                }
                named.addAll(program.properties().values());
            }
        }
        candidates.add(System.getProperty("java.home"));
        candidates.addAll(AGENTS);
        TreeSet<String> shown = new TreeSet<>();
        for (String candidate : candidates) {
            if (StateDirectories.contain(candidate)) {
                shown.add(path(candidate));
            }
        }
        for (String candidate : named) {
            if (StateDirectories.contain(candidate)) {
                String path = path(candidate);
                HostTree.Entry entry = simulation.hostFiles().look(path);
                if (entry != null && entry.type() == Inode.REGULAR) {
                    shown.add(path);
                }
            }
        }
        return shown;
    }

    private static String path(String text) {
        return Encoding.fromProgram(Path.of(text).normalize().toString());
    }

    /** Lets one path of the host show within a directory that is empty else. */
    private void show(String path) {
        String[] names = path.substring(1).split("/");
        Directory at = root;
        String hostPath = "";
        for (int i = 0; i < names.length; i++) {
            hostPath += "/" + names[i];
            Inode next = at.entry(names[i]);
            if (next == null) {
                // Not counted, as how many there are is a matter of the host.
                next = i == names.length - 1 ? tree.fromHost(hostPath) : empty(hostPath, 0755);
                if (next == null) {
                    return;
                }
                at.install(names[i], next);
            }
            if (!(next instanceof Directory directory) || directory.hostPath() != null) {
                return;
            }
            at = directory;
        }
    }

    /** Makes a directory, and those above it, where the host has none. */
    private void provide(String path) {
        Directory at = root;
        for (String name : path.split("/")) {
            if (name.isEmpty()) {
                continue;
            }
            Inode next = tree.lookup(at, name);
            if (next == null) {
                next = empty(at.path(name), 0755);
                at.install(name, next);
            }
            if (!(next instanceof Directory directory)) {
                return; // a link of the host's: it is there, wherever it leads
            }
            directory.give();
            at = directory;
        }
    }
}
