package dev.moonsim.disk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A directory in its two images. What neither image mentions falls through to the host's directory, where there is one;
 * a whiteout hides a name that the host has.
 */
public final class Directory extends Inode {
    /** Stands for "no such name, whatever the host has". */
    static final Inode WHITEOUT = new SymbolicLink(0, "", 0);

    private final TreeMap<String, Inode> visible = new TreeMap<>();
    private final TreeMap<String, Inode> durable = new TreeMap<>();
    /** The host's entries looked at so far. An entry keeps its identity, so changes to it are changes of both images. */
    private final Map<String, Inode> fromHost = new HashMap<>();
    private final String hostPath;
    /** Whether it is there whatever the host has. */
    private boolean given;
    private Directory parent;
    private String name;
    /** The names of it under which files are open, or were since the name came into being. */
    private final Map<String, OpenName> opened = new HashMap<>();
    private List<Inotify.Watch> watches = List.of();
    /** Entries that are directories. Without the host's: how many were looked at is a matter of the JVM, not of the run. */
    private int directories;

    /** @param hostPath the directory of the host that shows through, or null */
    Directory(long number, int permissions, long time, String hostPath) {
        super(number, DIRECTORY, permissions, time);
        this.hostPath = hostPath;
        this.parent = this;
        this.name = "";
    }

    /** Without its entries. */
    Directory(Directory other) {
        super(other);
        hostPath = other.hostPath;
        given = other.given;
        parent = this;
        name = other.name;
    }

    void copyEntries(Directory other, UnaryOperator<Inode> copies) {
        other.visible.forEach((entry, inode) -> visible.put(entry, copies.apply(inode)));
        other.durable.forEach((entry, inode) -> durable.put(entry, copies.apply(inode)));
        other.fromHost.forEach((entry, inode) -> fromHost.put(entry, copies.apply(inode)));
        directories = other.directories;
        parent = other.parent == other ? this : (Directory) copies.apply(other.parent);
    }

    String hostPath() {
        return hostPath;
    }

    void give() {
        given = true;
    }

    boolean isGiven() {
        return given;
    }

    /** Whether what is under the name is as the host has it. */
    boolean isFromHost(String name) {
        return fromHost.containsKey(name) && entry(name) == fromHost.get(name);
    }

    Directory parent() {
        return parent;
    }

    void placedAt(Directory parent, String name) {
        this.parent = parent;
        this.name = name;
    }

    /** The absolute path by which the running programs can reach it. */
    String path() {
        if (parent == this) {
            return "/";
        }
        StringBuilder path = new StringBuilder();
        for (Directory d = this; d.parent != d; d = d.parent) {
            path.insert(0, d.name).insert(0, '/');
        }
        return path.toString();
    }

    @Override
    public String lastPath() {
        return path();
    }

    String name() {
        return name;
    }

    /** The absolute path of an entry. */
    String path(String entry) {
        return parent == this ? "/" + entry : path() + "/" + entry;
    }

    // ---- names that are open, and who watches ----

    OpenName open(String entry) {
        return opened.computeIfAbsent(entry, e -> new OpenName(this, e));
    }

    /** The entry was deleted. */
    void forget(String entry) {
        opened.remove(entry);
    }

    void renamed(String entry, Directory to, String newEntry) {
        OpenName moved = opened.remove(entry);
        to.forget(newEntry);
        if (moved != null) {
            moved.moved(to, newEntry);
            to.opened.put(newEntry, moved);
        }
    }

    void watchedBy(Inotify.Watch watch) {
        watches = new ArrayList<>(watches);
        watches.add(watch);
    }

    void notWatchedBy(Inotify.Watch watch) {
        watches = new ArrayList<>(watches);
        watches.remove(watch);
    }

    /** Something happened to an entry. */
    void tell(int event, String entry) {
        for (Inotify.Watch watch : watches) {
            watch.tell(event, entry);
        }
    }

    /** It is deleted itself. */
    void tellGone() {
        List<Inotify.Watch> told = watches;
        watches = List.of();
        told.forEach(Inotify.Watch::end);
    }

    // ---- entries ----

    /** The visible entry, {@link #WHITEOUT}, or null where only the host could know. */
    Inode entry(String name) {
        Inode inode = visible.get(name);
        return inode != null ? inode : fromHost.get(name);
    }

    void cacheFromHost(String name, Inode inode) {
        fromHost.put(name, inode);
        inode.addLinks(1);
        if (inode instanceof Directory directory) {
            directory.placedAt(this, name);
        }
    }

    /** Sets an entry of both images: part of the disk as it was made, not a change to it. */
    void install(String name, Inode inode) {
        count(name, -1);
        visible.put(name, inode);
        count(name, 1);
        durable.put(name, inode);
        inode.addLinks(1);
        if (inode instanceof Directory directory) {
            directory.placedAt(this, name);
        }
    }

    /** Changes the visible image; null removes. */
    void setVisible(String name, Inode inode) {
        count(name, -1);
        if (inode == null) {
            visible.remove(name);
        } else {
            visible.put(name, inode);
            if (inode instanceof Directory directory) {
                directory.placedAt(this, name);
            }
        }
        count(name, 1);
    }

    private void count(String name, int sign) {
        directories += visible.get(name) instanceof Directory ? sign : 0;
    }

    void setDurable(String name, Inode inode) {
        if (inode == null) {
            durable.remove(name);
        } else {
            durable.put(name, inode);
        }
    }

    /** After a power cut: the visible image becomes what was durable. */
    void revertToDurable() {
        visible.clear();
        directories = 0;
        fromHost.forEach((name, inode) -> {
            if (inode instanceof Directory directory && !durable.containsKey(name)) {
                directory.placedAt(this, name);
            }
        });
        durable.forEach(this::setVisible);
    }

    Map<String, Inode> visible() {
        return visible;
    }

    /** What is in it, of this disk and what was looked at of the host's, in order of name. */
    Collection<Inode> known() {
        TreeMap<String, Inode> known = new TreeMap<>(fromHost);
        known.putAll(visible);
        return known.values();
    }

    /** With its own "." and the ".." of those in it. */
    @Override
    public int links() {
        return 2 + directories;
    }

    @Override
    public long size() {
        return 4096;
    }
}
